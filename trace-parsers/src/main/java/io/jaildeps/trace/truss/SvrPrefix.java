package io.jaildeps.trace.truss;

import io.jaildeps.trace.Bytes;

/**
 * What truss of Solaris, illumos and AIX puts before an event; every part may be missing, and tabs may have become blanks.
 *
 * <pre>
 * 6428:	open(              -f               /1:	open(               -l
 * 6428/1:		open(              -f -l            6428/1@1:	open(          -f -l -u
 * 6428:	 0.0049	open(      -f -d            6428:	 0.0049	 0.0002	open(   -f -d -D
 * 56361298: 83624347: statx(       AIX, -f -l       0.0049:        open(        AIX, -d
 * </pre>
 */
final class SvrPrefix {
    /** -d, -D and -E. */
    private static final int MOST_TIMES = 3;

    private SvrPrefix() {}

    static void read(byte[] b, int from, int to, Origin origin) {
        origin.clear(from);
        int i = Bytes.skipSpace(b, from, to);
        int after = numbers(b, i, to, origin);
        if (after > i) {
            origin.body = after;
            i = Bytes.skipSpace(b, after, to);
            after = secondNumber(b, i, to, origin);
            i = after > i ? Bytes.skipSpace(b, after, to) : i;
        }
        for (int times = 0; times < MOST_TIMES; times++) {
            after = time(b, i, to);
            if (after == i) {
                break;
            }
            i = Bytes.skipSpace(b, after, to);
            origin.body = after;
        }
        origin.body = Bytes.skipSpace(b, origin.body, to);
    }

    /** {@code 6428:}, {@code /1:}, {@code 6428/1@1:}; the place after it, or {@code from}. */
    private static int numbers(byte[] b, int from, int to, Origin origin) {
        int i = Bytes.skipDigits(b, from, to);
        int pid = Bytes.number(b, from, i);
        long thread = Origin.NONE;
        if (i < to && b[i] == '/') {
            int end = Bytes.skipDigits(b, i + 1, to);
            thread = Bytes.number(b, i + 1, end);
            i = thread < 0 ? to : end;
        }
        if (i < to && b[i] == '@') {
            i = Bytes.skipDigits(b, i + 1, to);
        }
        boolean found = i < to && b[i] == ':' && (pid >= 0 || thread >= 0) && (i + 1 == to || Bytes.isSpace(b[i + 1]));
        if (!found) {
            return from;
        }
        origin.pid = pid < 0 ? Origin.NONE : pid;
        origin.thread = thread;
        return i + 1;
    }

    /** {@code 83624347:} behind the process's number, on AIX. */
    private static int secondNumber(byte[] b, int from, int to, Origin origin) {
        int end = Bytes.skipDigits(b, from, to);
        boolean found = end > from && end - from <= 18 && end < to && b[end] == ':' && origin.thread == Origin.NONE;
        if (!found || end + 1 < to && !Bytes.isSpace(b[end + 1])) {
            return from;
        }
        origin.thread = Numbers.value(b, from, end);
        origin.body = end + 1;
        return end + 1;
    }

    // " 0.0049	"   "0.0049:        "
    private static int time(byte[] b, int from, int to) {
        int digits = from < to && b[from] == '-' ? from + 1 : from;
        int point = Bytes.skipDigits(b, digits, to);
        if (point == digits || point == to || b[point] != '.') {
            return from;
        }
        int end = Bytes.skipDigits(b, point + 1, to);
        int after = end < to && b[end] == ':' ? end + 1 : end;
        return end > point + 1 && after < to && Bytes.isSpace(b[after]) ? after : from;
    }
}
