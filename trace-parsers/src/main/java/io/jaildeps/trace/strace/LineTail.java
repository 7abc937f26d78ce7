package io.jaildeps.trace.strace;

import io.jaildeps.trace.Bytes;

/** A call's line looked at from its right end: does it hold the return, or does it break off? */
final class LineTail {
    static final byte[] UNFINISHED = Bytes.of("<unfinished ...>");
    private static final byte[] DETACHED = Bytes.of("<detached ...>");
    private static final byte[] PID_CHANGED = Bytes.of("<pid changed to ");
    private static final byte[] MARK_END = Bytes.of(" ...>");

    private LineTail() {}

    /**
     * Where the mark begins that ends the line, or -1: {@code wait4(31562,  <unfinished ...>}, {@code read(3, <detached
     * ...>}, {@code execve("/x", ["x"], 0x7f /* 3 vars *}{@code / <pid changed to 12 ...>}.
     */
    static int markAt(byte[] b, int from, int to) {
        if (!Bytes.endsWith(b, from, to, MARK_END)) {
            return -1;
        }
        int at = to - MARK_END.length;
        int earliest = Math.max(from, to - 40);
        while (at >= earliest && b[at] != '<') {
            at--;
        }
        boolean isMark = at >= earliest
                && (Bytes.startsWith(b, at, to, UNFINISHED)
                        || Bytes.startsWith(b, at, to, DETACHED)
                        || Bytes.startsWith(b, at, to, PID_CHANGED));
        return isMark ? at : -1;
    }

    /** Whether the mark at {@code at} says that the tracer let go of the thread. */
    static boolean isDetached(byte[] b, int at, int to) {
        return Bytes.startsWith(b, at, to, DETACHED);
    }

    /** The place of the last {@code )} that is followed by blanks and {@code = }, or -1. */
    static int lastClose(byte[] b, int from, int to) {
        for (int i = to - 2; i > from; i--) {
            if (b[i] == '=' && b[i + 1] == ' ') {
                int close = Bytes.trimEnd(b, from, i) - 1;
                if (close >= from && b[close] == ')') {
                    return close;
                }
            }
        }
        return -1;
    }
}
