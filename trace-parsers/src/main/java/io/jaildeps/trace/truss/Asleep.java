package io.jaildeps.trace.truss;

import io.jaildeps.trace.Delivery;
import io.jaildeps.trace.TraceEvent;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Calls that have begun to wait, {@code open("/tmp/fifo", O_RDONLY) (sleeping...)}. They are printed again when they
 * return; those that have not by the end of the trace are unfinished.
 */
final class Asleep {
    /** More threads are not followed: most of them have ended without a word. */
    private static final int MOST = 1 << 16;

    private record Owner(int pid, long thread, String name) {}

    private final Delivery delivery;
    private final Map<Owner, TraceEvent.Call> calls = new LinkedHashMap<>();

    Asleep(Delivery delivery) {
        this.delivery = delivery;
    }

    void add(Origin at, TraceEvent.Call call) {
        if (calls.size() < MOST) {
            calls.put(new Owner(at.pid, at.thread, call.name()), call);
        }
    }

    /** The thread's call of this name is printed again. */
    void awakes(Origin at, String name) {
        if (!calls.isEmpty()) {
            calls.remove(new Owner(at.pid, at.thread, name));
        }
    }

    /** The trace has ended. */
    void finish() {
        calls.values().forEach(call -> delivery.call(call, true));
        calls.clear();
    }
}
