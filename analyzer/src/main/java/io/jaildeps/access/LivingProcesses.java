package io.jaildeps.access;

import io.jaildeps.trace.Pid;
import io.jaildeps.trace.strace.CloneFlags;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which processes of a trace live, by its clones and ends. Threads are not counted. */
final class LivingProcesses {
    private final Set<Pid> alive = new LinkedHashSet<>();
    private final Set<Pid> threads = new HashSet<>();
    /** Ended before the clone that made them returned: a short child may be gone by then. */
    private final Set<Pid> endedEarly = new HashSet<>();

    /** Where both the last call and an event of its own tell an end, it is one. */
    private @Nullable Pid lastEnded;

    private Optional<Pid> first = Optional.empty();
    private Optional<RunFacts.End> end = Optional.empty();

    /** A thread called something. */
    void seen(Pid caller) {
        if (first.isEmpty()) {
            first = Optional.of(caller);
            alive.add(caller);
        }
        if (!endedEarly.isEmpty()) {
            endedEarly.remove(caller); // the number was given anew
        }
    }

    /** A clone, fork or vfork returned {@code child} to its parent. */
    void cloned(CallArgs call, Pid child) {
        if (endedEarly.remove(child)) {
            return;
        }
        if (CloneFlags.of(call.call()).contains("CLONE_THREAD")) {
            threads.add(child);
        } else {
            alive.add(child);
        }
    }

    void superseded(Pid leader, Pid by) {
        alive.remove(by);
        threads.remove(by);
        alive.add(leader);
    }

    void ended(Pid pid, RunFacts.End how) {
        boolean process = alive.remove(pid);
        boolean thread = threads.remove(pid);
        if (!process && !thread && !pid.equals(lastEnded)) {
            endedEarly.add(pid);
        }
        lastEnded = pid;
        if (first.filter(pid::equals).isPresent()) {
            end = Optional.of(how);
        }
    }

    /** Oldest first. */
    List<Pid> alive() {
        return List.copyOf(alive);
    }

    /** How the first process ended; empty while it lives. */
    Optional<RunFacts.End> end() {
        return end;
    }
}
