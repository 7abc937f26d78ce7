package io.jaildeps.access;

import io.jaildeps.path.JailPath;
import io.jaildeps.trace.CallFilter;
import io.jaildeps.trace.Outcome;
import io.jaildeps.trace.Pid;
import io.jaildeps.trace.TraceEvent;
import io.jaildeps.trace.TraceSystem;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Turns trace events into file accesses: keeps each thread's root, working directory and descriptors, and gives every
 * path argument its absolute form. Feed it the events in order with {@link #accept}, then call {@link #finish}.
 */
public final class AccessReader implements Consumer<TraceEvent> {
    /** Of a descriptor they say nothing about paths. */
    private static final Set<String> BY_PATH = Set.of("newfstatat", "fstatat64", "statx");

    private final Consumer<? super FileAccess> sink;
    private final Kernel kernel;
    private final Processes processes;
    private final StateChanges changes;
    private final View view;
    private final String startCwd;
    private long withoutCwd;
    private long withoutRoot;
    private boolean usedStartCwd;

    /** A reader for a trace that was recorded on Linux. */
    public AccessReader(JailPath view, String cwd, Consumer<? super FileAccess> sink) {
        this(TraceSystem.LINUX, view, cwd, sink);
    }

    /**
     * A reader for one trace.
     *
     * @param system whose calls they are
     * @param view the directory that is the target's root, as the tracer sees it: "/" on the host, the jail's directory
     *     for a run that begins with chroot(2). Only accesses below it are delivered, with paths as seen from inside
     * @param cwd the first process's working directory as the tracer sees it, empty if it is not known
     */
    public AccessReader(TraceSystem system, JailPath view, String cwd, Consumer<? super FileAccess> sink) {
        this.kernel = Kernel.of(system);
        this.view = new View(view);
        this.sink = sink;
        this.startCwd = cwd;
        this.processes = new Processes(JailPath.ROOT, cwd);
        this.changes = new StateChanges(processes, this.view, this);
    }

    /** The calls of Linux that a live trace must record for a reader to know all that it can. */
    public static Set<String> calls() {
        return TracedCalls.live();
    }

    /** The calls that a reader of this system's traces can make something of. */
    public static CallFilter filter(TraceSystem system) {
        // elsewhere a call goes by many names, and descriptors are followed by hand
        return system == TraceSystem.LINUX
                ? new CallFilter.Only(TracedCalls.recorded(), BY_PATH)
                : new CallFilter.All();
    }

    /** How many relative paths could not be placed, because their thread's working directory is not known. */
    public long withoutCwd() {
        return withoutCwd;
    }

    /** How many absolute paths could not be placed, because the trace does not tell what their thread's root directory is. */
    public long withoutRoot() {
        return withoutRoot;
    }

    /** How many threads made calls of which the trace does not tell who made them. To be asked after {@link #finish}. */
    public int orphans() {
        return processes.orphans();
    }

    /** True if a call named something relative to the directory that the first process started in, or asked for it. */
    public boolean usedStartCwd() {
        return usedStartCwd;
    }

    /** True if calls of this thread wait until it is known who made it: their accesses come later. */
    public boolean holds(Pid pid) {
        return processes.holds(pid);
    }

    /** To be called after the last event. */
    public void finish() {
        processes.adoptAll().forEach(this);
    }

    @Override
    public void accept(TraceEvent event) {
        if (event instanceof TraceEvent.Call call) {
            CallArgs args = kernel.read(call);
            Optional<ProcessState> caller = processes.callerOf(call);
            if (caller.isPresent()) {
                call(args, caller.get());
            }
            if (processes.overfull()) {
                processes.adoptAll().forEach(this);
            }
        } else if (event instanceof TraceEvent.Superseded superseded) {
            processes.superseded(superseded.pid(), superseded.by());
        } else if (event instanceof TraceEvent.Exited exited) {
            processes.ended(exited, exited.pid());
        } else if (event instanceof TraceEvent.Killed killed) {
            processes.ended(killed, killed.pid());
        }
    }

    private void call(CallArgs args, ProcessState caller) {
        TraceEvent.Call call = args.call();
        if (TracedCalls.areOfDescriptors(args.name())) {
            // a sixth of what is read of a full trace, and none has a path
            if (!call.injected() && call.outcome() instanceof Outcome.Returned returned) {
                FdChanges.apply(new StateChanges.Done(args, caller, returned, Optional.empty()));
            }
            return;
        }
        changes.learnCwd(args, caller);
        if (call.injected()) {
            return; // the kernel never did it
        }
        usedStartCwd |= args.name().equals("getcwd") && caller.fs().cwd().equals(startCwd);
        List<PathAccess> wanted = PathArguments.of(args, caller);
        // a program's interpreter and loader are its own need, not that of who started it
        boolean starts = args.name().equals("execve") && call.outcome().succeeded();
        int before = starts ? Math.min(1, wanted.size()) : wanted.size();
        for (int i = 0; i < before; i++) {
            deliver(call, caller, wanted.get(i));
        }
        if (call.outcome() instanceof Outcome.Returned returned) {
            Optional<String> first =
                    wanted.isEmpty() ? Optional.empty() : wanted.get(0).given().outer();
            changes.apply(new StateChanges.Done(args, caller, returned, first));
        }
        for (int i = before; i < wanted.size(); i++) {
            deliver(call, caller, wanted.get(i));
        }
    }

    private void deliver(TraceEvent.Call call, ProcessState caller, PathAccess access) {
        GivenPath given = access.given();
        usedStartCwd |=
                !given.path().isEmpty() && !given.isAbsolute() && given.base().equals(startCwd);
        Optional<String> outer = given.outer();
        if (outer.isEmpty()) {
            if (given.isAbsolute()) {
                withoutRoot++;
            } else {
                withoutCwd++;
            }
            return;
        }
        String landed = call.outcome() instanceof Outcome.Returned returned
                        && returned.path().startsWith("/")
                ? view.landed(caller.fs().decorated(returned.path()))
                : "";
        Optional<AskedPath> asked = view.inside(given.root(), outer.get());
        if (asked.isPresent()) {
            sink.accept(new FileAccess(
                    call.line(),
                    caller.actor(),
                    call.name(),
                    access.kind(),
                    access.creation(),
                    new FileAccess.Place(asked.get(), access.follows(), landed),
                    errno(access.end(), call.outcome())));
        }
    }

    private static String errno(PathAccess.End end, Outcome outcome) {
        if (end == PathAccess.End.FOUND) {
            return "";
        }
        if (end == PathAccess.End.ABSENT) {
            return "ENOENT";
        }
        if (outcome instanceof Outcome.Failed failed) {
            return failed.errno();
        }
        return outcome.succeeded() ? "" : "?";
    }
}
