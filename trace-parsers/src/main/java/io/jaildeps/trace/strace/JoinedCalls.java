package io.jaildeps.trace.strace;

import io.jaildeps.trace.Bytes;
import io.jaildeps.trace.Quoted;

/** Finds the next event on a line of several, as pages and mail programs make them: {@code close(3) = 0 open("/x", 0) = 3}. */
final class JoinedCalls {
    private static final byte[] RESUMED = Bytes.of("<... ");

    private final ArgSpans spans = new ArgSpans();
    private final Prefix prefix = new Prefix();

    /**
     * Where another event begins behind that of a call, or -1.
     *
     * @param from where the call's arguments begin, or go on
     */
    int next(byte[] b, int from, int to) {
        int close = spans.split(b, from, to, ')');
        int mark = Bytes.indexOf(b, from, close < 0 ? to : close, LineTail.UNFINISHED);
        boolean isUnfinished = mark >= 0 && !isInString(b, from, mark, to);
        int end = isUnfinished ? mark + LineTail.UNFINISHED.length : returnEnd(b, close, to);
        int next = end < 0 ? to : Bytes.skipBlanks(b, end, to);
        return next < to && isEvent(b, next, to) ? next : -1;
    }

    private static boolean isInString(byte[] b, int from, int at, int to) {
        int quote = Bytes.find(b, from, at, '"');
        while (quote < at) {
            int end = Quoted.end(b, quote, to);
            if (end < 0 || end > at) {
                return true;
            }
            quote = Bytes.find(b, end, at, '"');
        }
        return false;
    }

    private static int returnEnd(byte[] b, int close, int to) {
        int value = close < 0 ? -1 : CallText.valueAt(b, close, to);
        return value < 0 ? -1 : ReturnValue.end(b, value, to);
    }

    private boolean isEvent(byte[] b, int from, int to) {
        prefix.read(b, from, to);
        int name = prefix.body;
        if (Bytes.startsWith(b, name, to, RESUMED)) {
            return true;
        }
        int open = Bytes.skipName(b, name, to);
        if (open == name || open == to || b[open] != '(' || Bytes.isDigit(b[name])) {
            return false;
        }
        int close = spans.split(b, open + 1, to, ')');
        return close >= 0 && CallText.valueAt(b, close, to) >= 0 || LineTail.markAt(b, open, to) >= 0;
    }
}
