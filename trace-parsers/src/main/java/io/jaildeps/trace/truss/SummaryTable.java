package io.jaildeps.trace.truss;

import io.jaildeps.trace.Bytes;

/** The table of {@code truss -c}: it counts calls and names no file. */
final class SummaryTable {
    private static final byte[] CALLS = Bytes.of("syscall ");
    private static final byte[] SECONDS = Bytes.of("seconds");
    private static final byte[] SIGNALS = Bytes.of("signals ----");
    private static final byte[] FAULTS = Bytes.of("faults ----");

    private boolean inside;

    // syscall                     seconds   calls  errors
    boolean begins(byte[] b, int from, int to) {
        boolean begins = Bytes.startsWith(b, from, to, SIGNALS)
                || Bytes.startsWith(b, from, to, FAULTS)
                || Bytes.startsWith(b, from, to, CALLS) && Bytes.indexOf(b, from, to, SECONDS) > 0;
        inside = inside || begins;
        return begins;
    }

    /** Whether the line is a row of the table. */
    boolean takes(byte[] b, int from, int to) {
        if (!inside || to > from && begins(b, from, to)) {
            return false;
        }
        int last = Bytes.trimSpace(b, from, to) - 1;
        inside = last < from || Bytes.isDigit(b[last]) || b[last] == '-';
        return inside;
    }
}
