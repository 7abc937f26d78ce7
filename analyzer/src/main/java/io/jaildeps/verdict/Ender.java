package io.jaildeps.verdict;

import io.jaildeps.access.RunFacts;
import io.jaildeps.trace.Pid;
import io.jaildeps.tracer.ProcessTree;
import io.jaildeps.tracer.TracedRun;
import io.jaildeps.tracer.Tracer;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Ends a target's whole process tree, politely first: SIGTERM to its oldest process, then to all that are left, then
 * SIGKILL. Which processes these are is known from the trace and from who traces them, never by their names.
 */
final class Ender {
    private static final long FIRST_PATIENCE_MILLIS = 3000;
    private static final long ORPHAN_PATIENCE_MILLIS = 250;
    private static final long POLL = 10;
    private static final long PATIENCE_MILLIS = 1500;
    private static final int LAST_ROUNDS = 20;

    private final TracedRun run;
    private final RunFacts facts;

    Ender(TracedRun run, RunFacts facts) {
        this.run = run;
        this.facts = facts;
    }

    void end() throws IOException, InterruptedException {
        if (run.ended()) {
            return;
        }
        List<Pid> alive = facts.alive();
        if (!alive.isEmpty()) {
            signal(ours(alive.subList(0, 1)), ProcessHandle::destroy);
            if (endsAfter(alive.get(0))) {
                return;
            }
        }
        signal(traced(), ProcessHandle::destroy);
        if (run.awaitEnd(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
            return;
        }
        // a process may fork while it is being ended, so look again until the tracer has nobody left
        for (int round = 0; round < LAST_ROUNDS && !run.ended(); round++) {
            signal(traced(), ProcessHandle::destroyForcibly);
            run.awaitEnd(PATIENCE_MILLIS / 10, TimeUnit.MILLISECONDS);
        }
        if (!run.awaitEnd(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
            run.tracer().destroyForcibly();
            run.awaitEnd(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Waits for all to follow the oldest process; once that is gone, those that are left get little time more. */
    private boolean endsAfter(Pid oldest) throws InterruptedException {
        long afterOldest = 0;
        for (long waited = 0; waited < FIRST_PATIENCE_MILLIS && afterOldest < ORPHAN_PATIENCE_MILLIS; waited += POLL) {
            if (run.awaitEnd(POLL, TimeUnit.MILLISECONDS)) {
                return true;
            }
            if (!facts.alive().contains(oldest)) {
                afterOldest += POLL;
            }
        }
        return run.ended();
    }

    private List<Pid> traced() throws IOException {
        return run.tracedBy().kind() == Tracer.Kind.STRACE && ProcessTree.isKnown()
                ? ProcessTree.tracedBy(run.tracer().pid())
                : ours(facts.alive());
    }

    /**
     * Of processes that a trace names, those that are certainly of this run. A number of a trace by strace is; other
     * tracers may have lost the end of a process whose number another has now.
     */
    private List<Pid> ours(List<Pid> named) {
        if (run.tracedBy().kind() == Tracer.Kind.STRACE) {
            return named;
        }
        Set<Long> below = run.tracer().descendants().map(ProcessHandle::pid).collect(Collectors.toSet());
        return named.stream()
                .filter(pid -> below.contains((long) pid.number())
                        || run.tracedBy().kind() == Tracer.Kind.KTRACE
                                && pid.number() == run.tracer().pid())
                .toList();
    }

    private static void signal(List<Pid> pids, Consumer<ProcessHandle> signal) {
        pids.forEach(pid -> ProcessHandle.of(pid.number()).ifPresent(signal));
    }
}
