package io.jaildeps.trace.strace;

import io.jaildeps.trace.Bytes;

/**
 * What stands before a line's event; every part may be missing.
 *
 * <pre>
 * 12345 openat(            -f -o FILE          [pid   472] openat(        -f, standard error
 * 12345&lt;sh&gt; openat(        -Y                  12:34:56.123456 openat(    -t, -tt
 * 1795301602.417157717     -ttt                     0.000050 openat(      -r
 * 12:34:56 (+     0.000050)  -t -r             [ 257] openat(             -n
 * [00007f687ec3ead7] openat(  -i               [system_u:system_r:x_t] openat(   --secontext
 * </pre>
 */
final class Prefix {
    static final int NO_PID = -1;
    static final long NO_TIME = -1;

    /** PID_MAX_LIMIT of Linux is 2 to the 22nd; a larger number at a line's beginning is a time in seconds. */
    static final int LARGEST_PID = 1 << 22;

    private static final long EARLIEST_UNIX_SECOND = 100_000_000;
    private static final byte[] PID = Bytes.of("[pid ");

    /** The thread's number or {@link #NO_PID}. */
    int pid;
    /** It was written as {@code [pid N]}. */
    boolean inBrackets;
    /** Nanoseconds since 1970 (-ttt) or since midnight (-t, -tt), or {@link #NO_TIME}. */
    long nanos;
    /** Where the event begins. */
    int body;

    void read(byte[] b, int from, int to) {
        pid = NO_PID;
        inBrackets = false;
        nanos = NO_TIME;
        body = from;
        int after = part(b, from, to);
        while (after > body) {
            body = after;
            after = part(b, body, to);
        }
    }

    /** The place after the part that begins at {@code from}, or {@code from} if there is none. */
    private int part(byte[] b, int from, int to) {
        if (from == to) {
            return from;
        }
        return switch (b[from]) {
            case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', ' ' -> number(b, from, to);
            case '[' -> brackets(b, from, to);
            case '(' -> elapsed(b, from, to);
            default -> from;
        };
    }

    private int number(byte[] b, int from, int to) {
        int start = Bytes.skipBlanks(b, from, to);
        int end = Bytes.skipDigits(b, start, to);
        if (end == start || end == to || end - start > 12) {
            return from;
        }
        long value = 0;
        for (int i = start; i < end; i++) {
            value = value * 10 + (b[i] - '0');
        }
        return switch (b[end]) {
            case ' ' -> integer(value, start == from, Bytes.skipBlanks(b, end, to));
            case '.' -> fraction(b, from, end, to, value);
            case ':' -> start == from ? clock(b, from, to) : from;
            case '<' -> command(b, from, end, to, value);
            default -> from;
        };
    }

    private int integer(long value, boolean atStart, int after) {
        if (value >= EARLIEST_UNIX_SECOND) {
            nanos = value * 1_000_000_000;
        } else if (pid == NO_PID && atStart && value <= LARGEST_PID) {
            pid = (int) value;
        }
        return after;
    }

    // 1795301602.417157717, or "     0.000050" for -r
    private int fraction(byte[] b, int from, int point, int to, long seconds) {
        int end = Bytes.skipDigits(b, point + 1, to);
        if (end == point + 1 || end == to || b[end] != ' ') {
            return from;
        }
        if (seconds >= EARLIEST_UNIX_SECOND) {
            nanos = seconds * 1_000_000_000 + nanosOf(b, point + 1, end);
        }
        return Bytes.skipBlanks(b, end, to);
    }

    private static long nanosOf(byte[] b, int from, int to) {
        long value = 0;
        for (int i = from; i < from + 9; i++) {
            value = value * 10 + (i < to ? b[i] - '0' : 0);
        }
        return value;
    }

    // 12:34:56   12:34:56.123456
    private int clock(byte[] b, int from, int to) {
        if (to - from < 9 || b[from + 2] != ':' || b[from + 5] != ':') {
            return from;
        }
        int hours = Bytes.number(b, from, from + 2);
        int minutes = Bytes.number(b, from + 3, from + 5);
        int seconds = Bytes.number(b, from + 6, from + 8);
        int end = from + 8;
        long fraction = 0;
        if (b[end] == '.') {
            end = Bytes.skipDigits(b, from + 9, to);
            fraction = nanosOf(b, from + 9, end);
        }
        if (hours < 0 || minutes < 0 || seconds < 0 || end == to || b[end] != ' ') {
            return from;
        }
        nanos = (hours * 3600L + minutes * 60L + seconds) * 1_000_000_000 + fraction;
        return Bytes.skipBlanks(b, end, to);
    }

    // 32122<strace> execve(
    private int command(byte[] b, int from, int open, int to, long value) {
        int end = Decoration.end(b, open, to);
        if (pid != NO_PID || value > LARGEST_PID || end < 0 || end == to || b[end] != ' ') {
            return from;
        }
        pid = (int) value;
        return Bytes.skipBlanks(b, end, to);
    }

    // (+     0.000050)
    private static int elapsed(byte[] b, int from, int to) {
        int close = Bytes.find(b, from, Math.min(to, from + 32), ')');
        boolean isElapsed = close + 1 < to && b[from + 1] == '+' && b[close] == ')' && b[close + 1] == ' ';
        return isElapsed ? Bytes.skipBlanks(b, close + 1, to) : from;
    }

    private int brackets(byte[] b, int from, int to) {
        if (pid == NO_PID && Bytes.startsWith(b, from, to, PID)) {
            return bracketedPid(b, from, to);
        }
        int close = from + 1;
        while (close < to && isLabel(b[close])) {
            close++;
        }
        boolean closed = close + 1 < to && close > from + 1 && b[close] == ']' && b[close + 1] == ' ';
        return closed ? Bytes.skipBlanks(b, close + 1, to) : from;
    }

    // a number, an address, [????????????????] or a security context; not "[ Process PID=1 runs in 32 bit mode. ]"
    private static boolean isLabel(byte c) {
        return Bytes.isNameChar(c) || c == ':' || c == '.' || c == ',' || c == '-' || c == '!' || c == ' ';
    }

    // [pid 12345]   [pid   472]   [pid 32350<probe>]
    private int bracketedPid(byte[] b, int from, int to) {
        int start = Bytes.skipBlanks(b, from + PID.length, to);
        int end = Bytes.skipDigits(b, start, to);
        int value = Bytes.number(b, start, end);
        if (end < to && b[end] == '<') {
            end = Decoration.end(b, end, to);
        }
        if (value < 0 || value > LARGEST_PID || end < 0 || end == to || b[end] != ']') {
            return from;
        }
        pid = value;
        inBrackets = true;
        return Bytes.skipBlanks(b, end + 1, to);
    }
}
