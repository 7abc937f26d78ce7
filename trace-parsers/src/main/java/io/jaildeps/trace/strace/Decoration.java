package io.jaildeps.trace.strace;

import io.jaildeps.trace.Bytes;
import io.jaildeps.trace.Quoted;

/**
 * What {@code -y}, {@code -yy} and {@code -Y} put behind a number: {@code 3</etc/passwd>}, {@code 1</dev/null<char 1:3>>},
 * {@code 3</tmp/x>(deleted)}, {@code 6<TCP:[127.0.0.1:5->127.0.0.1:80]>}, {@code 5<UNIX-STREAM:[1->2,"/run/x"]>}.
 */
final class Decoration {
    private static final byte[] DELETED = Bytes.of("(deleted)");
    private static final byte[] OLD_DELETED = Bytes.of(" (deleted)");

    /** Unescaped; a path, or what else the tracer says, such as {@code socket:[123]}. */
    final String path;

    final boolean deleted;
    /** The place after the decoration. */
    final int end;

    private Decoration(String path, boolean deleted, int end) {
        this.path = path;
        this.deleted = deleted;
        this.end = end;
    }

    /**
     * The place after the {@code >} that belongs to the {@code <} at {@code open}, or -1. A path may end in a minus
     * ({@code 3</etc/passwd->}), so an arrow is one only inside brackets.
     */
    static int end(byte[] b, int open, int to) {
        int angles = 0;
        int brackets = 0;
        boolean isPath = open + 1 < to && b[open + 1] == '/';
        for (int i = open; i < to; i++) {
            switch (b[i]) {
                case '\\' -> i++;
                case '<' -> angles++;
                case '[' -> brackets++;
                case ']' -> brackets--;
                case '"' -> {
                    int close = isPath ? -1 : Quoted.end(b, i, to);
                    i = close < 0 ? i : close - 1;
                }
                case '>' -> {
                    boolean isArrow = !isPath && brackets > 0 && b[i - 1] == '-';
                    if (!isArrow && --angles == 0) {
                        return i + 1;
                    }
                }
                default -> {}
            }
        }
        return -1;
    }

    /** Reads the decoration that begins at {@code open} and ends at {@code end}, with the mark that may follow it. */
    static Decoration read(byte[] b, int open, int end, int to) {
        int from = open + 1;
        int close = end - 1;
        if (b[from] == '/' && close > from && b[close - 1] == '>') {
            close = Bytes.find(b, from, close, '<');
        }
        if (Bytes.startsWith(b, end, to, DELETED)) {
            return new Decoration(Quoted.unescape(b, from, close), true, end + DELETED.length);
        }
        // before 5.19: 3</tmp/x (deleted)>
        boolean deleted = b[from] == '/' && Bytes.endsWith(b, from, close, OLD_DELETED);
        int pathEnd = deleted ? close - OLD_DELETED.length : close;
        return new Decoration(Quoted.unescape(b, from, pathEnd), deleted, end);
    }
}
