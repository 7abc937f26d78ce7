package io.jaildeps.verdict;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * For how long a run has done nothing: nothing new was asked for and next to no processor time was used. What a server
 * does over and over, such as reading its own /proc file ten times a second, is no news.
 */
final class Silence {
    private static final int MILLIS_PER_TICK = 10;

    /** A server that uses less than this part of a processor (one in …) is idle. */
    private static final int IDLE_SHARE = 10;

    /** From then on it is measured what a silent run wants to do. */
    private static final Duration MEASURED = Duration.ofSeconds(1);

    /** Who starts wants all the time there is; who waits for others to call wants less than this part of it (one in …). */
    private static final int STARVED_SHARE = 2;

    private long lastNews = -1;
    private long ticks;
    private long since;
    private long measuredFrom;
    private long measured;
    private boolean isMeasured;

    /**
     * What is seen of a run at one time.
     *
     * @param nanos the time
     * @param news grows with everything that is new
     * @param cpuTicks processor time used by the run's processes
     * @param wantedNanos time that they and their tracer spent on a processor or waiting for one; asked for rarely, since
     *     it takes a look at every thread
     */
    record Look(long nanos, long news, long cpuTicks, LongSupplier wantedNanos) {}

    /** @param nanos when it begins */
    Silence(long nanos) {
        this.since = nanos;
    }

    /** Looks once more; for how long nothing has been done. */
    Duration at(Look look) {
        Duration quiet = Duration.ofNanos(look.nanos() - since);
        boolean busy = look.cpuTicks() - ticks > 1 + quiet.toMillis() / MILLIS_PER_TICK / IDLE_SHARE;
        if (look.news() != lastNews || look.cpuTicks() < ticks || busy) {
            lastNews = look.news();
            ticks = look.cpuTicks();
            since = look.nanos();
            isMeasured = false;
            return Duration.ZERO;
        }
        if (!isMeasured && quiet.compareTo(MEASURED) >= 0) {
            isMeasured = true;
            measuredFrom = look.nanos();
            measured = look.wantedNanos().getAsLong();
        }
        return quiet;
    }

    /** True if the silence is that of a run that would do something if others left it a processor. */
    boolean isStarved(Look look) {
        return isMeasured && look.wantedNanos().getAsLong() - measured > (look.nanos() - measuredFrom) / STARVED_SHARE;
    }
}
