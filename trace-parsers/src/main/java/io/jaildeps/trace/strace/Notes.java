package io.jaildeps.trace.strace;

import io.jaildeps.trace.Bytes;

/** What strace says about itself in between. */
final class Notes {
    private static final byte[] STRACE = Bytes.of("strace: ");
    private static final byte[] PROCESS = Bytes.of("Process ");
    private static final byte[] PERSONALITY = Bytes.of("[ Process PID=");
    private static final byte[][] STATES = {
        Bytes.of(" attached"), Bytes.of(" detached"), Bytes.of(" suspended"), Bytes.of(" resumed")
    };

    private Notes() {}

    /**
     * <pre>
     * strace: Process 32350 attached            /usr/bin/strace: Process 15 detached
     * Process 1830 attached with 4 threads - interrupt to quit
     * [ Process PID=31 runs in 32 bit mode. ]
     * </pre>
     */
    static boolean isNote(byte[] b, int from, int to) {
        if (Bytes.startsWith(b, from, to, PERSONALITY)) {
            return true;
        }
        int state = afterProcess(b, from, to);
        if (state >= 0) {
            for (byte[] word : STATES) {
                if (Bytes.startsWith(b, state, to, word)) {
                    return true;
                }
            }
        }
        int colon = Bytes.find(b, from, Math.min(to, from + 80), ':');
        return Bytes.indexOf(b, Math.max(from, colon - 6), Math.min(to, colon + 2), STRACE) >= 0
                && Bytes.find(b, from, colon, ' ') == colon;
    }

    /** The number in {@code strace: Process 32350 attached}, or -1. */
    static int attached(byte[] b, int from, int to) {
        return number(b, from, to, STATES[0]);
    }

    /** The number in {@code Process 32350 detached}, or -1. */
    static int detached(byte[] b, int from, int to) {
        return number(b, from, to, STATES[1]);
    }

    private static int number(byte[] b, int from, int to, byte[] state) {
        int end = afterProcess(b, from, to);
        if (end < 0 || !Bytes.startsWith(b, end, to, state)) {
            return -1;
        }
        int start = end;
        while (Bytes.isDigit(b[start - 1])) {
            start--;
        }
        return Bytes.number(b, start, end);
    }

    private static int afterProcess(byte[] b, int from, int to) {
        int start = Bytes.startsWith(b, from, to, STRACE) ? from + STRACE.length : from;
        if (!Bytes.startsWith(b, start, to, PROCESS)) {
            return -1;
        }
        int digits = start + PROCESS.length;
        int end = Bytes.skipDigits(b, digits, to);
        return end == digits ? -1 : end;
    }
}
