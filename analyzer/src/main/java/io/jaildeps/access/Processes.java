package io.jaildeps.access;

import io.jaildeps.path.JailPath;
import io.jaildeps.trace.Pid;
import io.jaildeps.trace.TraceEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The threads of a trace. A child's first calls, and its end, may be recorded before the clone(2) that made it has returned; they wait
 * here until its parent is known, so that it starts with the parent's directories and descriptors.
 */
final class Processes {
    /** More waiting events than this mean that the clone was never recorded, as when the tracer was attached later. */
    private static final int MAX_WAITING = 4096;

    private final Map<Pid, ProcessState> known = new HashMap<>();
    private final Map<Pid, List<TraceEvent>> waiting = new HashMap<>();

    private final JailPath startRoot;
    private final String startCwd;
    private int waitingEvents;
    private int orphans;
    private boolean moved;

    /**
     * @param startRoot the root of processes whose parent is not in the trace
     * @param startCwd the first one's working directory, empty if it is not known
     */
    Processes(JailPath startRoot, String startCwd) {
        this.startRoot = startRoot;
        this.startCwd = startCwd;
    }

    /** The calling thread, or nothing if the call must wait for its parent's clone. */
    Optional<ProcessState> callerOf(TraceEvent.Call call) {
        ProcessState state = known.get(call.pid());
        if (state != null) {
            return Optional.of(state);
        }
        if (known.isEmpty()) {
            return Optional.of(adopt(call.pid()));
        }
        letWait(call, call.pid());
        return Optional.empty();
    }

    private void letWait(TraceEvent event, Pid thread) {
        waiting.computeIfAbsent(thread, pid -> new ArrayList<>()).add(event);
        waitingEvents++;
    }

    /** A clone returned {@code child}: gives back the events that waited for it. */
    List<TraceEvent> cloned(ProcessState parent, Pid child, Set<String> flags) {
        known.put(child, parent.child(child, flags));
        return release(child);
    }

    /** A new process runs this program, and has done so from its beginning. */
    void executed(Pid pid, String program) {
        ProcessState state = known.get(pid);
        if (state != null) {
            state.executed(program);
        }
    }

    /** True if calls of this thread wait. */
    boolean holds(Pid pid) {
        return waiting.containsKey(pid);
    }

    /** True if so many events wait that their parents can not be expected any more. */
    boolean overfull() {
        return waitingEvents > MAX_WAITING;
    }

    /** Threads whose parents never appeared; each gets the starting state, as far as that can be theirs. */
    List<TraceEvent> adoptAll() {
        List<TraceEvent> events = new ArrayList<>();
        for (Pid pid : List.copyOf(waiting.keySet())) {
            adopt(pid);
            orphans++;
            events.addAll(release(pid));
        }
        events.sort(Comparator.comparingLong(TraceEvent::line));
        return events;
    }

    void superseded(Pid leader, Pid by) {
        ProcessState state = known.remove(by);
        if (state != null) {
            known.put(leader, state.renamed(leader));
        }
    }

    /** @param end waits too if the thread's clone has not returned yet: a short child may be gone by then */
    void ended(TraceEvent end, Pid pid) {
        if (known.remove(pid) == null) {
            letWait(end, pid);
        }
    }

    /** Some process went into another directory: whoever was made by nobody knows whom may have been there. */
    void moved() {
        moved = true;
    }

    /** How many threads made calls of which the trace does not tell who made them. */
    int orphans() {
        return orphans;
    }

    private ProcessState adopt(Pid pid) {
        ProcessState state = new ProcessState(pid, new FsContext(startRoot, moved ? "" : startCwd), new FdTable(), "");
        known.put(pid, state);
        return state;
    }

    private List<TraceEvent> release(Pid pid) {
        List<TraceEvent> events = waiting.remove(pid);
        if (events == null) {
            return List.of();
        }
        waitingEvents -= events.size();
        return events;
    }
}
