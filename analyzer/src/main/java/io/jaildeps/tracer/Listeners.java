package io.jaildeps.tracer;

import io.jaildeps.trace.Pid;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.LongPredicate;

/** Listening TCP sockets in the network namespace of a process, from its /proc/PID/net, see proc(5). */
public final class Listeners {
    // "  0: 00000000:0016 00000000:0000 0A 00000000:00000000 …": local address:port, remote, state; 0A is LISTEN
    private static final String LISTEN = "0A";

    private static final int INODE = 9;

    private Listeners() {}

    /** The TCP ports on which anybody listens there. */
    public static SortedSet<Integer> tcpPorts(Pid pid) {
        return ports(pid, inode -> true);
    }

    /** The TCP ports of these sockets, by their inodes. */
    public static SortedSet<Integer> tcpPorts(Pid pid, Set<Long> sockets) {
        return sockets.isEmpty() ? new TreeSet<>() : ports(pid, sockets::contains);
    }

    private static SortedSet<Integer> ports(Pid pid, LongPredicate wanted) {
        SortedSet<Integer> ports = new TreeSet<>();
        for (String table : new String[] {"tcp", "tcp6"}) {
            ProcessTree.read(Path.of("/proc", pid.toString(), "net", table))
                    .ifPresent(text -> text.lines().skip(1).forEach(line -> {
                        String[] fields = line.strip().split("\\s+");
                        if (fields.length > INODE
                                && fields[3].toUpperCase(Locale.ROOT).equals(LISTEN)
                                && wanted.test(Long.parseLong(fields[INODE]))) {
                            String port = fields[1].substring(fields[1].lastIndexOf(':') + 1);
                            ports.add(Integer.parseInt(port, 16));
                        }
                    }));
        }
        return ports;
    }
}
