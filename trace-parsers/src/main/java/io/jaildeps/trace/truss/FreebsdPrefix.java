package io.jaildeps.trace.truss;

import io.jaildeps.trace.Bytes;

/**
 * What FreeBSD's truss puts before an event; every part may be missing.
 *
 * <pre>
 *   472: open(                     -f            100125: open(              -H
 *   472 100125: open(              -f -H         0.000123456 open(          -d, seconds since the start
 *   472: 0.000123456 0.000001 open(      -f -d -D
 * </pre>
 */
final class FreebsdPrefix {
    /** Numbers of threads begin here, those of processes end before; see pid_max and {@code NO_PID} in FreeBSD. */
    private static final int FIRST_THREAD = 100_000;

    private FreebsdPrefix() {}

    static void read(byte[] b, int from, int to, Origin origin) {
        origin.clear(from);
        int first = Bytes.skipBlanks(b, from, to);
        int afterFirst = Bytes.skipDigits(b, first, to);
        if (afterFirst > first) {
            readNumbers(b, first, afterFirst, to, origin);
        }
        int after = time(b, origin.body, to);
        for (int times = 0; times < 2 && after > origin.body; times++) {
            origin.body = after;
            after = time(b, after, to);
        }
    }

    private static void readNumbers(byte[] b, int first, int afterFirst, int to, Origin origin) {
        int second = Bytes.skipBlanks(b, afterFirst, to);
        int afterSecond = Bytes.skipDigits(b, second, to);
        boolean two = second > afterFirst && afterSecond > second;
        int colon = two ? afterSecond : afterFirst;
        int number = Bytes.number(b, first, afterFirst);
        boolean ends = colon < to && b[colon] == ':' && (colon + 1 == to || b[colon + 1] == ' ');
        if (number < 0 || !ends) {
            return;
        }
        if (two) {
            origin.pid = number;
            origin.thread = Bytes.number(b, second, afterSecond);
        } else if (number >= FIRST_THREAD) {
            origin.thread = number;
        } else {
            origin.pid = number;
        }
        origin.body = Math.min(colon + 2, to);
    }

    // 0.000123456 open(
    private static int time(byte[] b, int from, int to) {
        int point = Bytes.skipDigits(b, from, to);
        if (point == from || point == to || b[point] != '.') {
            return from;
        }
        int end = Bytes.skipDigits(b, point + 1, to);
        return end > point + 1 && end < to && b[end] == ' ' ? end + 1 : from;
    }
}
