package io.jaildeps.trace.truss;

import io.jaildeps.trace.Bytes;

/**
 * What tusc puts before an event; every part may be missing. The man page names the parts, but not their widths, so that
 * any number of blanks between them is accepted.
 *
 * <pre>
 * [4211] open(                 -p            {5017} open(                 -l
 * [4211]{5017} open(           -p -l         &lt;0.000123&gt; open(             -ccc
 * [ls] open(                   -n            14:50:52.123456 open(        -T, a time in digits
 * 4211:   open(                called as truss
 * </pre>
 */
final class TuscPrefix {
    private TuscPrefix() {}

    static void read(byte[] b, int from, int to, Origin origin) {
        origin.clear(from);
        int i = Bytes.skipSpace(b, from, to);
        int after = part(b, i, to, origin);
        while (after > i) {
            i = Bytes.skipSpace(b, after, to);
            after = part(b, i, to, origin);
        }
        origin.body = i;
    }

    /** The place after the part that begins at {@code from}, or {@code from} if there is none. */
    private static int part(byte[] b, int from, int to, Origin origin) {
        if (from == to) {
            return from;
        }
        return switch (b[from]) {
            case '[' -> bracket(b, from, to, origin);
            case '{' -> brace(b, from, to, origin);
            case '<' -> enclosed(b, from, to, '>');
            case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number(b, from, to, origin);
            default -> from;
        };
    }

    private static int bracket(byte[] b, int from, int to, Origin origin) {
        int end = enclosed(b, from, to, ']');
        int number = end > from ? Bytes.number(b, from + 1, end - 1) : -1;
        if (number >= 0 && origin.pid == Origin.NONE) {
            origin.pid = number;
        }
        return end;
    }

    private static int brace(byte[] b, int from, int to, Origin origin) {
        int end = enclosed(b, from, to, '}');
        int digits = from + 1;
        if (end > from && end - from <= 20 && Bytes.skipDigits(b, digits, end) == end - 1 && end - 1 > digits) {
            origin.thread = Numbers.value(b, digits, end - 1);
            return end;
        }
        return from;
    }

    private static int enclosed(byte[] b, int from, int to, char close) {
        int i = from + 1;
        while (i < to && (Bytes.isNameChar(b[i]) || b[i] == '.' || b[i] == '-')) {
            i++;
        }
        return i > from + 1 && i < to && b[i] == close ? i + 1 : from;
    }

    // 4211:   14:50:52   0.000123
    private static int number(byte[] b, int from, int to, Origin origin) {
        int end = from;
        while (end < to && (Bytes.isDigit(b[end]) || b[end] == ':' || b[end] == '.' || b[end] == '/')) {
            end++;
        }
        if (end == to || !Bytes.isSpace(b[end])) {
            return from;
        }
        int digits = Bytes.skipDigits(b, from, end);
        if (b[digits] == ':' && digits + 1 == end && origin.pid == Origin.NONE) {
            int number = Bytes.number(b, from, digits);
            origin.pid = number < 0 ? Origin.NONE : number;
        }
        return end;
    }
}
