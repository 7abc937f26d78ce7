package io.jaildeps.access;

import io.jaildeps.trace.Arg;
import io.jaildeps.trace.Outcome;
import io.jaildeps.trace.Pid;
import io.jaildeps.trace.TraceEvent;
import io.jaildeps.trace.TraceSystem;
import io.jaildeps.trace.strace.Compounds;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.Consumer;

/**
 * What a run's events say besides paths: who lives, how the first process ended, which identities were taken, where
 * sockets listen. May be asked by one thread while another feeds it.
 */
public final class RunFacts implements Consumer<TraceEvent> {
    /** How a process ended. @param signal empty if it exited by itself */
    public record End(int status, String signal) {}

    private static final Set<String> TO_END = Set.of("SIGTERM", "SIGINT", "SIGQUIT");
    /** Of Linux. */
    private static final Set<String> TELL_BY_FAILING = Set.of("bind", "ptrace");

    private static final int MAX_COMMANDS = 1000;
    private static final int MAX_UNPARSED = 10;
    private static final int MAX_LACKS = 10;

    private final Kernel kernel;
    private final LivingProcesses processes = new LivingProcesses();
    private final TakenPorts ports = new TakenPorts();
    private final TakenIds ids = new TakenIds();
    private final Set<List<String>> commands = new LinkedHashSet<>();
    private final List<TraceEvent.Unparsed> unparsed = new ArrayList<>();
    private final List<String> lacks = new ArrayList<>();
    private long unparsedCount;
    private long events;
    private final HiddenPaths hidden = new HiddenPaths();
    private boolean usesIoUring;
    private boolean entersMounts;
    private boolean failsToTrace;
    private boolean toldToEnd;

    /** Of a run on Linux. */
    public RunFacts() {
        this(TraceSystem.LINUX);
    }

    public RunFacts(TraceSystem system) {
        this.kernel = Kernel.of(system);
    }

    @Override
    public synchronized void accept(TraceEvent event) {
        events++;
        if (event instanceof TraceEvent.Call call) {
            call(call);
        } else if (event instanceof TraceEvent.Exited exited) {
            processes.ended(exited.pid(), new End(exited.status(), ""));
        } else if (event instanceof TraceEvent.Killed killed) {
            processes.ended(killed.pid(), new End(0, killed.signal()));
        } else if (event instanceof TraceEvent.Signalled signalled) {
            toldToEnd |= TO_END.contains(signalled.signal());
        } else if (event instanceof TraceEvent.Superseded superseded) {
            processes.superseded(superseded.pid(), superseded.by());
        } else if (event instanceof TraceEvent.Unparsed line) {
            unparsedCount++;
            if (unparsed.size() < MAX_UNPARSED) {
                unparsed.add(line);
            }
        } else if (event instanceof TraceEvent.Incomplete lack && lacks.size() < MAX_LACKS) {
            lacks.add(lack.text());
        }
    }

    private void call(TraceEvent.Call call) {
        processes.seen(call.pid());
        if (kernel.is(TraceSystem.LINUX)
                && call.outcome() instanceof Outcome.Failed
                && !TELL_BY_FAILING.contains(call.name())) {
            return; // a third of all
        }
        CallArgs args = kernel.read(call);
        hidden.see(args);
        if (args.name().equals("bind")) {
            ports.bind(args);
        }
        if (ProcessCalls.endsProcess(args)) {
            processes.ended(call.pid(), new End(ProcessCalls.status(args), ""));
        }
        failsToTrace |= args.name().equals("ptrace") && PathArguments.failed(args) && beginsTracing(args.text(0));
        if (!(call.outcome() instanceof Outcome.Returned returned)) {
            return;
        }
        if (ProcessCalls.makesProcess(args) && returned.value() > 0 && returned.value() <= Integer.MAX_VALUE) {
            processes.cloned(args, new Pid((int) returned.value()));
        }
        switch (args.name()) {
            case "listen" -> ports.listen(args);
            case "execve" -> command(args);
            case "setuid", "setuid32", "setreuid", "setreuid32", "setresuid", "setresuid32" -> ids.users(args);
            case "setgid", "setgid32", "setregid", "setregid32", "setresgid", "setresgid32" -> ids.groups(args);
            case "setgroups", "setgroups32" -> ids.supplementary(args);
            case "io_uring_setup" -> usesIoUring = true;
            case "setns" -> entersMounts |= ProcessCalls.entersMounts(args);
            default -> {}
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
        return processes.alive();
    }

    /** How the first process ended; empty while it lives. */
    public synchronized Optional<End> end() {
        return processes.end();
    }

    /** Grows with every event: two equal readings mean that nothing was recorded between them. */
    public synchronized long events() {
        return events;
    }

    /** TCP ports that the run listens on. */
    public synchronized SortedSet<Integer> tcpPorts() {
        return ports.listening();
    }

    /** True if it listens on a socket that has no port: of the file system, or abstract. */
    public synchronized boolean listensLocally() {
        return ports.listensLocally();
    }

    /** Inodes of sockets that listen on a port that is not known: bound to port 0, or not of that kind. */
    public synchronized SortedSet<Long> listeningSockets() {
        return ports.chosen();
    }

    /** Ports of sockets that were bound and do not listen: UDP servers and fixed client ports, in the order of binding. */
    public synchronized List<Integer> otherPorts() {
        return ports.boundOnly();
    }

    /** Ports that bind(2) refused with EADDRINUSE. */
    public synchronized SortedSet<Integer> takenPorts() {
        return ports.refused();
    }

    /** User ids that a process took with setuid(2) and its kind. */
    public synchronized SortedSet<Long> userIds() {
        return ids.users();
    }

    public synchronized SortedSet<Long> groupIds() {
        return ids.groups();
    }

    /** Every command line that was executed: the executable's path, then argv; abbreviated arguments are left out. */
    public synchronized Set<List<String>> commands() {
        return new LinkedHashSet<>(commands);
    }

    /** True if a process got a signal by which servers are ended. */
    public synchronized boolean toldToEnd() {
        return toldToEnd;
    }

    /** True if io_uring was set up: what is opened through it shows in no trace. */
    public synchronized boolean usesIoUring() {
        return usesIoUring;
    }

    /** True if a process entered another mount namespace, whose tree may be another: paths are taken for those of the one before. */
    public synchronized boolean entersMounts() {
        return entersMounts;
    }

    /** True if ptrace(2) refused it to trace a process: one that is traced already, by us, can not be traced by another. */
    public synchronized boolean failsToTrace() {
        return failsToTrace;
    }

    // ptrace(PTRACE_TRACEME) = -1 EPERM (Operation not permitted)
    private static boolean beginsTracing(String request) {
        return request.equals("PTRACE_TRACEME") || request.equals("PTRACE_ATTACH") || request.equals("PTRACE_SEIZE");
    }

    /** How many calls of each name succeeded with paths that the trace does not have. */
    public synchronized SortedMap<String, Long> hiddenPaths() {
        return hidden.counts();
    }

    /** What the parser says that the trace lacks, or has too much. */
    public synchronized List<String> lacks() {
        return List.copyOf(lacks);
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
