package io.jaildeps.verdict;

import java.time.Duration;
import java.util.function.LongSupplier;

/** A moment on a monotonic clock. @param nanos the clock, as System.nanoTime */
public record Deadline(LongSupplier nanos, long at) {
    public static Deadline in(Duration time, LongSupplier nanos) {
        return new Deadline(nanos, nanos.getAsLong() + time.toNanos());
    }

    public boolean passed() {
        return nanos.getAsLong() - at >= 0;
    }

    /** What is left, not negative. */
    public Duration left() {
        return Duration.ofNanos(Math.max(0, at - nanos.getAsLong()));
    }
}
