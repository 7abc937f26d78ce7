package io.jaildeps.access;

import io.jaildeps.trace.Outcome;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a run's sockets are bound and which of them listen, see bind(2) and listen(2). */
final class TakenPorts {
    private static final Pattern SOCKET = Pattern.compile("socket:\\[(\\d{1,18})]");

    /** In the order of binding. */
    private final Map<String, Integer> bound = new LinkedHashMap<>();

    private final Set<String> listeners = new HashSet<>();
    private final SortedSet<Integer> listening = new TreeSet<>();
    private final SortedSet<Integer> refused = new TreeSet<>();
    private final SortedSet<Long> chosen = new TreeSet<>();
    private boolean listensLocally;

    // bind(3, {sa_family=AF_INET, sin_port=htons(22), sin_addr=inet_addr("0.0.0.0")}, 16) = 0
    void bind(CallArgs args) {
        OptionalInt port = SocketAddress.port(args.text(1));
        if (port.isEmpty()) {
            return;
        }
        if (args.call().outcome().succeeded()) {
            if (port.getAsInt() != 0) {
                bound.put(socketOf(args), port.getAsInt());
            }
        } else if (args.call().outcome() instanceof Outcome.Failed failed
                && failed.errno().equals("EADDRINUSE")) {
            refused.add(port.getAsInt());
        }
    }

    // listen(3, 128) = 0
    void listen(CallArgs args) {
        String socket = socketOf(args);
        Integer port = bound.get(socket);
        if (port != null) {
            listening.add(port);
            listeners.add(socket);
        } else {
            listensLocally = true;
            // listen(3<socket:[71234]>, 5) = 0
            args.descriptor(0)
                    .map(fd -> SOCKET.matcher(fd.path()))
                    .filter(Matcher::matches)
                    .ifPresent(inode -> chosen.add(Long.parseLong(inode.group(1))));
        }
    }

    /** Inodes of sockets that listen where the trace does not say: perhaps on a port that the kernel chose. */
    SortedSet<Long> chosen() {
        return new TreeSet<>(chosen);
    }

    /** The socket's inode where the tracer tells it, otherwise its descriptor in its process. */
    private static String socketOf(CallArgs args) {
        return args.descriptor(0)
                .map(fd -> fd.path().startsWith("socket:")
                        ? fd.path()
                        : args.call().pid() + ":" + fd.fd())
                .orElse("");
    }

    SortedSet<Integer> listening() {
        return new TreeSet<>(listening);
    }

    /** First that which was bound first: a server of names listens on its own before it asks others from ports of chance. */
    List<Integer> boundOnly() {
        return bound.entrySet().stream()
                .filter(socket -> !listeners.contains(socket.getKey()))
                .map(Map.Entry::getValue)
                .distinct()
                .toList();
    }

    SortedSet<Integer> refused() {
        return new TreeSet<>(refused);
    }

    boolean listensLocally() {
        return listensLocally;
    }
}
