package io.jaildeps.trace.truss;

import io.jaildeps.trace.Bytes;

/**
 * Calls that stand behind something else on their line: the program's own output, or other calls, as somebody lost the
 * newlines between them.
 */
final class JoinedCalls {
    /** As many places are looked at for the beginning of a call. */
    private static final int MOST_PLACES = 8;
    /** As many calls of a line are read. */
    private static final int MOST_JOINED = 1 << 16;

    private final MendedLines lines;

    JoinedCalls(MendedLines lines) {
        this.lines = lines;
    }

    /**
     * Delivers the calls of a line whose beginning is the program's own output, {@code password: 472: open("/x",O_RDONLY,00)
     * = 3 (0x3)}, or that has several. False if there is none.
     */
    boolean read(long number, byte[] b, int from, int to) {
        int at = from;
        for (int calls = 0; calls < MOST_JOINED && at < to; calls++) {
            int end = deliverFirst(number, b, at, to);
            if (end < 0) {
                break;
            }
            at = end;
        }
        if (at > from && Bytes.find(b, at, to, '(') < to) {
            lines.unparsed(number, b, at, to, "not a line of truss");
        }
        return at > from;
    }

    /** Where the first call of {@code [from, to)} ends that is there behind output or nothing, or -1. */
    private int deliverFirst(long number, byte[] b, int from, int to) {
        int open = Bytes.find(b, from, to, '(');
        for (int tries = 0; open < to && tries < MOST_PLACES; tries++) {
            int name = Glued.callStart(b, from, open);
            lines.readPrefix(b, Glued.prefixStart(b, from, name), to);
            if (name < open && lines.origin.body == name && lines.mayBeEvent()) {
                int end = callEnd(b, name, to);
                if (end > 0) {
                    lines.deliverWhole(number, b, name, end);
                    return end;
                }
            }
            open = Bytes.find(b, open + 1, to, '(');
        }
        return -1;
    }

    /** Where the certain call ends that begins at {@code from}, or -1. */
    private int callEnd(byte[] b, int from, int to) {
        int next = nextCall(b, from, to);
        return next < 0 && lines.isCertainCall(b, from, to) ? to : next;
    }

    /** Where another call may begin behind the certain one that begins at {@code from}, or -1. */
    private int nextCall(byte[] b, int from, int to) {
        int open = Bytes.find(b, Math.min(to, Bytes.find(b, from, to, '(') + 1), to, '(');
        for (int tries = 0; open < to && tries < MOST_PLACES; tries++) {
            int name = Glued.callStart(b, from, open);
            if (name < open) {
                int first = Glued.prefixStart(b, from, name);
                int last = Glued.lastNumberStart(b, first, name);
                // of two numbers, the first may be what the call before returned
                if (isCallBefore(b, from, last)) {
                    return last;
                } else if (first < last && isCallBefore(b, from, first)) {
                    return first;
                }
            }
            open = Bytes.find(b, open + 1, to, '(');
        }
        return -1;
    }

    private boolean isCallBefore(byte[] b, int from, int start) {
        int end = Bytes.trimSpace(b, from, start);
        return from < end && end < start && lines.isCertainCall(b, from, end) && !lines.end().bare;
    }

    /** Whether what begins at the origin's body is nothing but calls, two or more. The origin stays as it is. */
    boolean areAll(byte[] b, int to) {
        int next = nextCall(b, lines.origin.body, to);
        if (next < 0) {
            return false;
        }
        Origin first = new Origin();
        first.copy(lines.origin);
        int last = next;
        for (int calls = 1; calls < MOST_JOINED && next >= 0; calls++) {
            lines.readPrefix(b, next, to);
            last = lines.origin.body;
            next = nextCall(b, last, to);
        }
        boolean joined = lines.isCertainCall(b, last, to);
        lines.origin.copy(first);
        return joined;
    }
}
