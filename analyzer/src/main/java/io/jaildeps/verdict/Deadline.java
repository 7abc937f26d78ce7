package io.jaildeps.verdict;

import java.time.Duration;
import java.util.function.LongSupplier;

/** A moment on a monotonic clock. @param nanos the clock, as System.nanoTime */
record Deadline(LongSupplier nanos, long at) {
    static Deadline in(Duration time, LongSupplier nanos) {
        return new Deadline(nanos, nanos.getAsLong() + time.toNanos());
    }

    boolean passed() {
        return nanos.getAsLong() - at >= 0;
    }

    /** What is left, not negative. */
    Duration left() {
        return Duration.ofNanos(Math.max(0, at - nanos.getAsLong()));
    }
}
