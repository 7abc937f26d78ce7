package io.jaildeps.trace.strace;

import io.jaildeps.trace.Bytes;

/**
 * What strace says about itself in between, under the name that it was called by: {@code strace: }, {@code
 * /usr/bin/strace: }, {@code ./strace-6.8: }. A name that stood at the beginning of a line is known again in the middle of
 * another.
 */
final class Notes {
    private static final byte[] STRACE = Bytes.of("strace");
    private static final byte[] PROCESS = Bytes.of("Process ");
    private static final byte[] PERSONALITY = Bytes.of("[ Process PID=");
    // umovestr: short read (2 < 4) @0x7fff       of strace 4.5 to 4.20
    private static final byte[] UNREADABLE = Bytes.of("umoven: ");
    private static final byte[] UNREADABLE_STRING = Bytes.of("umovestr: ");
    private static final byte[] ATTACHED = Bytes.of(" attached");
    private static final byte[] DETACHED = Bytes.of(" detached");
    private static final byte[][] STATES = {ATTACHED, DETACHED, Bytes.of(" suspended"), Bytes.of(" resumed")};
    /** A file's name may have them, but the text of a call that was cut ends in one of them more often. */
    private static final String NOT_OF_NAMES = ":\"'(){}[]<>,=|";

    private static final int LONGEST_NAME = 4096;

    /** As it was called last at the beginning of a line. */
    private byte[] tracer = STRACE;

    /**
     * <pre>
     * strace: Process 32350 attached            /usr/bin/strace: Process 15 detached
     * Process 1830 attached with 4 threads - interrupt to quit
     * [ Process PID=31 runs in 32 bit mode. ]
     * </pre>
     */
    boolean isNote(byte[] b, int from, int to) {
        if (Bytes.startsWith(b, from, to, PERSONALITY)
                || Bytes.startsWith(b, from, to, UNREADABLE)
                || Bytes.startsWith(b, from, to, UNREADABLE_STRING)) {
            return true;
        }
        int process = processAt(b, from, to);
        if (process >= 0 && saysState(b, process, to)) {
            learn(b, from, process - 2);
            return true;
        }
        int colon = nameEnd(b, from, to);
        return colon >= 0 && (isCalled(tracer, b, from, colon) || isOwnName(b, from, colon));
    }

    private static boolean saysState(byte[] b, int process, int to) {
        int state = Bytes.skipDigits(b, process + PROCESS.length, to);
        for (byte[] word : STATES) {
            if (Bytes.startsWith(b, state, to, word)) {
                return true;
            }
        }
        return false;
    }

    private void learn(byte[] b, int from, int colon) {
        if (colon > from && !isCalled(tracer, b, from, colon)) {
            tracer = Bytes.of(Bytes.text(b, from, colon));
        }
    }

    private static boolean isCalled(byte[] name, byte[] b, int from, int colon) {
        return colon - from == name.length && Bytes.startsWith(b, from, colon, name);
    }

    /** Whether somebody who is not known to be the tracer is called so: {@code /opt/bin/strace64}, {@code strace-6.8}. */
    private static boolean isOwnName(byte[] b, int from, int colon) {
        int at = lastStrace(b, from, colon);
        return at >= 0 && (at == from || b[at - 1] == '/' || b[at - 1] == '-');
    }

    /** Where {@code strace} stands for the last time in the last component of a name, or -1. */
    private static int lastStrace(byte[] b, int from, int colon) {
        for (int at = colon - STRACE.length; at >= from; at--) {
            if (Bytes.startsWith(b, at, colon, STRACE)) {
                return at;
            } else if (b[at] == '/') {
                return -1;
            }
        }
        return -1;
    }

    /** The place of the colon in {@code strace: }, or -1. */
    private static int nameEnd(byte[] b, int from, int to) {
        int end = from;
        int last = Math.min(to, from + LONGEST_NAME);
        while (end < last && isOfName(b[end])) {
            end++;
        }
        return end > from && end + 1 < to && b[end] == ':' && b[end + 1] == ' ' ? end : -1;
    }

    private static boolean isOfName(byte c) {
        return c < 0 || c > ' ' && NOT_OF_NAMES.indexOf(c) < 0;
    }

    /** The number in {@code strace: Process 32350 attached}, or -1. */
    static int attached(byte[] b, int from, int to) {
        return number(b, from, to, ATTACHED);
    }

    /** The number in {@code Process 32350 detached}, or -1. */
    static int detached(byte[] b, int from, int to) {
        return number(b, from, to, DETACHED);
    }

    private static int number(byte[] b, int from, int to, byte[] state) {
        int process = processAt(b, from, to);
        int start = process + PROCESS.length;
        int end = process < 0 ? -1 : Bytes.skipDigits(b, start, to);
        return end >= 0 && Bytes.startsWith(b, end, to, state) ? Bytes.number(b, start, end) : -1;
    }

    /** Where {@code Process 12} stands behind a name or without one, or -1. */
    private static int processAt(byte[] b, int from, int to) {
        int colon = nameEnd(b, from, to);
        int at = colon < 0 ? from : colon + 2;
        boolean isNumbered = Bytes.startsWith(b, at, to, PROCESS)
                && Bytes.skipDigits(b, at + PROCESS.length, to) > at + PROCESS.length;
        return isNumbered ? at : -1;
    }

    /**
     * Where {@code strace: Process 32350 attached} (or detached) begins at the end of another line, or -1:
     *
     * <pre>chdir("/srv"/usr/bin/strace: Process 12 attached</pre>
     */
    int noteAt(byte[] b, int from, int to) {
        if (!Bytes.endsWith(b, from, to, ATTACHED) && !Bytes.endsWith(b, from, to, DETACHED)) {
            return -1;
        }
        int digits = Bytes.digitsStart(b, from, to - ATTACHED.length);
        if (!Bytes.endsWith(b, from, digits, PROCESS)) {
            return -1;
        }
        int process = digits - PROCESS.length;
        boolean isNamed = process - 2 > from && b[process - 1] == ' ' && b[process - 2] == ':';
        return isNamed ? nameAt(b, from, process - 2) : process;
    }

    /** Where the name begins that ends at {@code colon}. What stands before it is a call's, which may end in anything. */
    private int nameAt(byte[] b, int from, int colon) {
        if (Bytes.endsWith(b, from, colon, tracer) && tracer != STRACE) {
            return colon - tracer.length;
        }
        int at = lastStrace(b, from, colon);
        if (at < 0) {
            at = colon;
        }
        int start = at;
        while (start > from && isOfName(b[start - 1])) {
            start--;
        }
        // flags=SIGCHLD/usr/bin/strace, flags=SIGCHLD./strace: no call's text has a slash outside of quotes
        int slash = Bytes.find(b, start, at, '/');
        if (slash == at) {
            return at;
        }
        while (slash > start && b[slash - 1] == '.') {
            slash--;
        }
        return slash;
    }
}
