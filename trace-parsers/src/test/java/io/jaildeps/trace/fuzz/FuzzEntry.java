package io.jaildeps.trace.fuzz;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the fuzzer calls, by names that it has chosen: once {@link #fuzzerInitialize}, then {@link #fuzzerTestOneInput} for
 * each input. Beyond what {@link Soundness} asks, a parser's processor time is in proportion to the input, which is too
 * uncertain a measure for a test, and a short input is now and then tried many times over.
 */
public final class FuzzEntry {
    private static final int SHORT = 256;
    private static final int LONG = 1 << 15;
    private static final int ONE_OF = 32;

    private static final long TIME_TO_BEGIN = TimeUnit.SECONDS.toNanos(4);
    /** For all readings of a target together; 20 MB/s would be 50. */
    private static final long NANOS_PER_BYTE = 50_000;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static @Nullable Target target;

    private FuzzEntry() {}

    /** @param args the target's word */
    public static void fuzzerInitialize(String[] args) {
        target = Target.of(args[0]);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        Target fuzzed = target;
        if (fuzzed == null) {
            throw new IllegalStateException("no target was named");
        }
        timed(fuzzed, input);
        if (input.length > 0 && input.length <= SHORT && Math.floorMod(Arrays.hashCode(input), ONE_OF) == 0) {
            timed(fuzzed, repeated(input));
        }
    }

    private static byte[] repeated(byte[] input) {
        byte[] many = new byte[LONG / input.length * input.length];
        for (int at = 0; at < many.length; at += input.length) {
            System.arraycopy(input, 0, many, at, input.length);
        }
        return many;
    }

    private static void timed(Target fuzzed, byte[] input) {
        long before = THREADS.getCurrentThreadCpuTime();
        fuzzed.check(input);
        long nanos = THREADS.getCurrentThreadCpuTime() - before;
        Soundness.that(
                nanos <= TIME_TO_BEGIN + NANOS_PER_BYTE * input.length,
                "took " + nanos / 1_000_000 + " ms for " + input.length + " bytes");
    }
}
