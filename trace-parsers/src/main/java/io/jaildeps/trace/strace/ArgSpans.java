package io.jaildeps.trace.strace;

import io.jaildeps.trace.Bytes;
import io.jaildeps.trace.Quoted;
import java.util.Arrays;

/**
 * Where the elements of a list stand, split at the commas that are outside of strings, decorations, comments and inner
 * brackets. Used for a call's arguments, a structure's fields and an array's elements.
 */
final class ArgSpans {
    /** Each one that is not closed costs a look at the rest of the line: garbage must not make that a square. */
    private static final int MOST_UNCLOSED = 16;

    private static final byte[] COMMENT = Bytes.of("/*");
    /** A comment in a comment stands near its end. */
    private static final int LONGEST_REST = 64;

    private static final boolean[] SPECIAL = new boolean[256];

    static {
        for (byte special : Bytes.of("\"'/<()[]{},")) {
            SPECIAL[special] = true;
        }
    }

    private int[] places = new int[32];
    private int size;

    int size() {
        return size;
    }

    int from(int index) {
        return places[2 * index];
    }

    int to(int index) {
        return places[2 * index + 1];
    }

    /**
     * Splits what begins at {@code from}.
     *
     * @param closing the bracket that ends the list: {@code )}, {@code ]} or <code>}</code>
     * @return the place of that bracket, or -1 if the list does not end before {@code to}: then the spans are what there is
     */
    int split(byte[] b, int from, int to, char closing) {
        size = 0;
        int depth = 0;
        int start = from;
        int unclosed = 0;
        int i = from;
        while (i < to) {
            byte c = b[i];
            if (!SPECIAL[c & 0xff]) {
                i++;
                continue;
            }
            int after = -1;
            switch (c) {
                case '"' -> after = Quoted.end(b, i, to);
                case '\'' -> after = characterEnd(b, i, to);
                case '/', '<' -> {
                    if (unclosed < MOST_UNCLOSED && opens(b, i, from, to)) {
                        after = c == '/' ? commentEnd(b, i, to) : Decoration.end(b, i, to);
                        unclosed += after < 0 ? 1 : 0;
                    }
                }
                case '(', '[', '{' -> depth++;
                case ')', ']', '}' -> {
                    if (depth == 0 && c == closing) {
                        addLast(b, start, i);
                        return i;
                    }
                    depth -= depth == 0 ? 0 : 1;
                }
                case ',' -> {
                    if (depth == 0) {
                        add(b, start, i);
                        start = i + 1;
                    }
                }
                default -> {}
            }
            if (after < 0 && c == '"') {
                break;
            }
            i = after < 0 ? i + 1 : after;
        }
        addLast(b, start, to);
        return -1;
    }

    /** Whether a comment or a decoration begins. */
    private static boolean opens(byte[] b, int at, int from, int to) {
        if (at + 1 == to) {
            return false;
        }
        return b[at] == '/' ? b[at + 1] == '*' : isDecoration(b, at, from);
    }

    // 3</etc>, AT_FDCWD</cwd>, -100 /* AT_FDCWD */</cwd>; but not 1<<CAP_CHOWN
    private static boolean isDecoration(byte[] b, int at, int from) {
        if (at == from || b[at + 1] == '<') {
            return false;
        }
        byte before = b[at - 1];
        return Bytes.isDigit(before) || before == 'D' || before == '/';
    }

    // '(' or '\0'
    private static int characterEnd(byte[] b, int at, int to) {
        int close = at + 1 < to && b[at + 1] == '\\' ? at + 3 : at + 2;
        return close < to && b[close] == '\'' ? close + 1 : -1;
    }

    // quotactl(2147484419 /* QCMD(Q_QUOTAOFF, 0x3 /* ???QUOTA */) */, NULL)
    private static int commentEnd(byte[] b, int at, int to) {
        int end = commentClose(b, at + 3, to);
        if (end < 0 || Bytes.indexOf(b, at + 2, end, COMMENT) < 0) {
            return end;
        }
        int outer = commentClose(b, end + 1, Math.min(to, end + LONGEST_REST));
        return outer < 0 ? end : outer;
    }

    private static int commentClose(byte[] b, int first, int to) {
        for (int i = first; i < to; i++) {
            if (b[i] == '/' && b[i - 1] == '*') {
                return i + 1;
            }
        }
        return -1;
    }

    private void addLast(byte[] b, int from, int to) {
        if (Bytes.skipBlanks(b, from, to) < to) {
            add(b, from, to);
        }
    }

    /** Takes {@code bytes} off the last span's end, and the span if nothing is left of it; how many there are now. */
    int shortenLast(byte[] b, int bytes) {
        int last = 2 * size - 1;
        places[last] = Bytes.trimEnd(b, places[last - 1], places[last] - bytes);
        size -= places[last] == places[last - 1] ? 1 : 0;
        return size;
    }

    private void add(byte[] b, int from, int to) {
        if (2 * size == places.length) {
            places = Arrays.copyOf(places, 2 * places.length);
        }
        int start = Bytes.skipBlanks(b, from, to);
        places[2 * size] = start;
        places[2 * size + 1] = Bytes.trimEnd(b, start, to);
        size++;
    }
}
