package io.jaildeps.access;

import io.jaildeps.path.HostPath;
import io.jaildeps.trace.Arg;
import io.jaildeps.trace.Outcome;
import io.jaildeps.trace.Pid;
import io.jaildeps.trace.TraceEvent;
import io.jaildeps.trace.strace.Compounds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * What a run's events say besides paths: who lives, how the first process ended, which identities were taken, where
 * sockets listen. May be asked by one thread while another feeds it.
 */
public final class RunFacts implements Consumer<TraceEvent> {
    /** How a process ended. @param signal empty if it exited by itself */
    public record End(int status, String signal) {}

    private static final int MAX_COMMANDS = 1000;

    private final Map<Pid, Boolean> alive = new LinkedHashMap<>();
    private final Map<String, Integer> boundPorts = new LinkedHashMap<>();
    private final SortedSet<Integer> tcpPorts = new TreeSet<>();
    private final SortedSet<Integer> takenPorts = new TreeSet<>();
    private final SortedSet<Long> userIds = new TreeSet<>();
    private final SortedSet<Long> groupIds = new TreeSet<>();
    private final Set<List<String>> commands = new LinkedHashSet<>();
    private final List<TraceEvent.Unparsed> unparsed = new ArrayList<>();
    private Optional<Pid> first = Optional.empty();
    private Optional<End> end = Optional.empty();
    private long unparsedCount;
    private long events;
    private boolean usesIoUring;
    private boolean listensLocally;

    @Override
    public synchronized void accept(TraceEvent event) {
        events++;
        if (event instanceof TraceEvent.Call call) {
            call(call);
        } else if (event instanceof TraceEvent.Exited exited) {
            ended(exited.pid(), new End(exited.status(), ""));
        } else if (event instanceof TraceEvent.Killed killed) {
            ended(killed.pid(), new End(0, killed.signal()));
        } else if (event instanceof TraceEvent.Superseded superseded) {
            alive.remove(superseded.by());
            alive.put(superseded.pid(), true);
        } else if (event instanceof TraceEvent.Unparsed line) {
            unparsedCount++;
            if (unparsed.size() < 10) {
                unparsed.add(line);
            }
        }
    }

    private void ended(Pid pid, End how) {
        alive.remove(pid);
        if (first.filter(pid::equals).isPresent()) {
            end = Optional.of(how);
        }
    }

    private void call(TraceEvent.Call call) {
        if (first.isEmpty()) {
            first = Optional.of(call.pid());
            alive.put(call.pid(), true);
        }
        CallArgs args = new CallArgs(call);
        if (call.name().equals("bind")) {
            bind(args);
        }
        if (!(call.outcome() instanceof Outcome.Returned returned)) {
            return;
        }
        switch (call.name()) {
            case "clone", "clone2", "clone3", "fork", "vfork" -> {
                if (returned.value() > 0 && !CloneFlags.of(call).contains("CLONE_THREAD")) {
                    alive.put(new Pid((int) returned.value()), true);
                }
            }
            case "listen" -> {
                Integer port = boundPorts.get(socketOf(args));
                if (port != null) {
                    tcpPorts.add(port);
                } else {
                    listensLocally = true;
                }
            }
            case "execve" -> command(args);
            case "setuid", "setuid32", "setreuid", "setreuid32", "setresuid", "setresuid32" -> ids(args, userIds);
            case "setgid", "setgid32", "setregid", "setregid32", "setresgid", "setresgid32" -> ids(args, groupIds);
            case "setgroups", "setgroups32" -> groups(args);
            case "io_uring_setup" -> usesIoUring = true;
            default -> {}
        }
    }

    private void bind(CallArgs args) {
        OptionalInt port = SocketAddress.port(args.text(1));
        if (port.isEmpty()) {
            return;
        }
        if (args.call().outcome().succeeded()) {
            if (port.getAsInt() != 0) {
                boundPorts.put(socketOf(args), port.getAsInt());
            }
        } else if (args.call().outcome() instanceof Outcome.Failed failed
                && failed.errno().equals("EADDRINUSE")) {
            takenPorts.add(port.getAsInt());
        }
    }

    /** The socket's inode where the tracer tells it, otherwise its descriptor in its process. */
    private static String socketOf(CallArgs args) {
        return args.descriptor(0)
                .map(fd -> fd.path().isEmpty() ? args.call().pid() + ":" + fd.fd() : fd.path())
                .orElse("");
    }

    private static void ids(CallArgs args, Set<Long> into) {
        for (int i = 0; i < args.call().args().size(); i++) {
            OptionalInt id = args.number(i);
            if (id.isPresent() && id.getAsInt() != -1) {
                into.add(id.getAsInt() & 0xffffffffL);
            }
        }
    }

    // setgroups(2, [33, 1000]) = 0
    private void groups(CallArgs args) {
        for (String word : args.text(1).split("[^0-9]+")) {
            if (!word.isEmpty() && word.length() < 11) {
                groupIds.add(Long.parseLong(word));
            }
        }
    }

    private void command(CallArgs args) {
        if (commands.size() < MAX_COMMANDS) {
            List<String> words = new ArrayList<>();
            args.at(1).ifPresent(argv -> {
                if (argv instanceof Arg.Compound array) {
                    for (Arg word : Compounds.elements(array)) {
                        if (word instanceof Arg.Text text && !text.cut()) {
                            words.add(text.bytes());
                        }
                    }
                }
            });
            args.string(0).ifPresent(program -> words.add(0, program));
            commands.add(List.copyOf(words));
        }
    }

    /** The processes (not threads) that were started and have not ended, oldest first. */
    public synchronized List<Pid> alive() {
        return List.copyOf(alive.keySet());
    }

    /** How the first process ended; empty while it lives. */
    public synchronized Optional<End> end() {
        return end;
    }

    /** Grows with every event: two equal readings mean that nothing was recorded between them. */
    public synchronized long events() {
        return events;
    }

    /** TCP ports that the run listens on. */
    public synchronized SortedSet<Integer> tcpPorts() {
        return new TreeSet<>(tcpPorts);
    }

    /** True if it listens on a socket that has no port: of the file system, or abstract. */
    public synchronized boolean listensLocally() {
        return listensLocally;
    }

    /** Ports that were bound and not listened on: UDP servers and fixed client ports. */
    public synchronized SortedSet<Integer> otherPorts() {
        SortedSet<Integer> others = new TreeSet<>(boundPorts.values());
        others.removeAll(tcpPorts);
        return others;
    }

    /** Ports that bind(2) refused with EADDRINUSE. */
    public synchronized SortedSet<Integer> takenPorts() {
        return new TreeSet<>(takenPorts);
    }

    /** User ids that a process took with setuid(2) and its kind. */
    public synchronized SortedSet<Long> userIds() {
        return new TreeSet<>(userIds);
    }

    public synchronized SortedSet<Long> groupIds() {
        return new TreeSet<>(groupIds);
    }

    /** Every command line that was executed: the executable's path, then argv; abbreviated arguments are left out. */
    public synchronized Set<List<String>> commands() {
        return new LinkedHashSet<>(commands);
    }

    /** True if a program was executed that takes another's rights: setuid, setgid or with file capabilities. */
    public boolean gainsPrivileges() {
        return commands().stream()
                .filter(command -> !command.isEmpty() && command.get(0).startsWith("/"))
                .anyMatch(command -> PrivilegedFile.is(HostPath.ofBytes(command.get(0))));
    }

    /** True if io_uring was set up: what is opened through it shows in no trace. */
    public synchronized boolean usesIoUring() {
        return usesIoUring;
    }

    /** How many lines the parser could not read. */
    public synchronized long unparsedCount() {
        return unparsedCount;
    }

    /** The first of those lines, ten at most. */
    public synchronized List<TraceEvent.Unparsed> unparsed() {
        return List.copyOf(unparsed);
    }
}
