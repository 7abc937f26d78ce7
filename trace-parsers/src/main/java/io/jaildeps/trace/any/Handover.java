package io.jaildeps.trace.any;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Things that one thread makes and another uses, in their order. Whoever is faster waits: there are never more than
 * {@link #MOST}.
 */
final class Handover<T> {
    static final int MOST = 6;

    // Java's own queues take memory to wait, and memory may be what the end of the making thread was about
    private final Queue<T> things = new ArrayDeque<>(MOST + 1);
    private boolean ended;

    synchronized void put(T thing) throws InterruptedException {
        while (things.size() == MOST) {
            wait();
        }
        things.add(thing);
        notifyAll();
    }

    /** No more will be put. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** The next thing; null if there is none and will be none. */
    synchronized @Nullable T take() throws InterruptedException {
        while (things.isEmpty() && !ended) {
            wait();
        }
        notifyAll();
        return things.poll();
    }
}
