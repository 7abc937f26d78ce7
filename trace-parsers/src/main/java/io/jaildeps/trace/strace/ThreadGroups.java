package io.jaildeps.trace.strace;

import io.jaildeps.trace.TraceEvent;
import java.util.LinkedHashMap;
import java.util.Map;

/** Which threads are of one process, as far as the calls tell that made them. */
final class ThreadGroups {
    /** More hardly live; of a trace that does not tell who has ended (-e quiet=exit) the oldest are forgotten. */
    private static final int MOST = 1 << 16;

    /** The number of its process by that of a thread; a process stands for itself. */
    private final Map<Integer, Integer> leaders = new LinkedHashMap<>();

    /** The call has returned the number {@code child}. */
    void born(TraceEvent.Call call, int child) {
        int maker = call.pid().number();
        boolean isThread = CloneFlags.of(call).contains("CLONE_THREAD");
        leaders.remove(child);
        leaders.put(child, isThread ? leaderOf(maker) : Integer.valueOf(child));
        if (leaders.size() > MOST) {
            leaders.remove(leaders.keySet().iterator().next());
        }
    }

    void ended(int thread) {
        leaders.remove(thread);
    }

    /** True if {@code thread} was made by the process {@code leader} or one of its threads. */
    boolean isOf(int thread, int leader) {
        return thread != leader && leaderOf(thread) == leader;
    }

    /** True if that may be so: the thread, or who made it, was there before the trace. */
    boolean mayBeOf(int thread, int leader) {
        int known = leaderOf(thread);
        boolean isProcess = leaders.containsKey(known);
        return thread != leader && (known == leader || !isProcess);
    }

    private int leaderOf(int thread) {
        return leaders.getOrDefault(thread, thread);
    }
}
