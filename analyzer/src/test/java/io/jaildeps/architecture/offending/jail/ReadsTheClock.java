package io.jaildeps.architecture.offending.jail;

import java.util.function.LongSupplier;

/** Depends on the time, by a method reference. */
public final class ReadsTheClock {
    private ReadsTheClock() {}

    public static LongSupplier clock() {
        return System::nanoTime;
    }
}
