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
    /** Of what may follow an angle of a path; a line of many such must not be read again and again to its end. */
    private static final int LONGEST_NAME = 512;

    private static final byte[] CHARACTER_DEVICE = Bytes.of("<char ");
    private static final byte[] BLOCK_DEVICE = Bytes.of("<block ");

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
        return open + 1 < to && b[open + 1] == '/' ? pathEnd(b, open, to) : otherEnd(b, open, to);
    }

    /**
     * Up to 4.15 a path's own angles are not escaped ({@code 5</srv/c->d>}): the end is followed by what may follow a
     * decoration, and only a device's numbers stand in angles of their own.
     */
    private static int pathEnd(byte[] b, int open, int to) {
        int angles = 1;
        int first = -1;
        int last = to;
        for (int i = open + 1; i < last; i++) {
            if (b[i] == '\\') {
                i++;
            } else if (b[i] == '<' && isDevice(b, i, to)) {
                angles++;
            } else if (b[i] == '>' && angles > 1) {
                angles--;
            } else if (b[i] == '>') {
                if (isFollowing(b, i + 1, to)) {
                    return i + 1;
                }
                if (first < 0) {
                    first = i + 1;
                    last = Math.min(to, i + LONGEST_NAME);
                }
            }
        }
        return first;
    }

    private static boolean isDevice(byte[] b, int at, int to) {
        return Bytes.startsWith(b, at, to, CHARACTER_DEVICE) || Bytes.startsWith(b, at, to, BLOCK_DEVICE);
    }

    private static boolean isFollowing(byte[] b, int at, int to) {
        return at == to
                || switch (b[at]) {
                    case ' ', ',', ')', ']', '}', '(', '|', ';', '.' -> true;
                    default -> false;
                };
    }

    private static int otherEnd(byte[] b, int open, int to) {
        int angles = 0;
        int brackets = 0;
        for (int i = open; i < to; i++) {
            switch (b[i]) {
                case '\\' -> i++;
                case '<' -> angles++;
                case '[' -> brackets++;
                case ']' -> brackets--;
                case '"' -> {
                    int close = Quoted.end(b, i, to);
                    i = close < 0 ? i : close - 1;
                }
                case '>' -> {
                    boolean isArrow = brackets > 0 && b[i - 1] == '-';
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
            close = deviceAt(b, from, close);
        }
        if (Bytes.startsWith(b, end, to, DELETED)) {
            return new Decoration(path(b, from, close), true, end + DELETED.length);
        }
        // before 5.19: 3</tmp/x (deleted)>
        boolean deleted = b[from] == '/' && Bytes.endsWith(b, from, close, OLD_DELETED);
        int pathEnd = deleted ? close - OLD_DELETED.length : close;
        return new Decoration(path(b, from, pathEnd), deleted, end);
    }

    // 4.8 escapes nothing: 4</srv/Dnul\0> is a directory with a backslash and a zero in its name
    private static String path(byte[] b, int from, int to) {
        String path = Quoted.unescape(b, from, to);
        if (path.indexOf(0) < 0) {
            return path;
        }
        String printed = Bytes.text(b, from, to);
        return printed.indexOf(0) < 0 ? printed : "";
    }

    /** Where the numbers of a device begin that end at {@code close}; {@code close} if there are none. */
    private static int deviceAt(byte[] b, int from, int close) {
        for (int i = close - 1; i > from; i--) {
            if (b[i] == '<' && isDevice(b, i, close)) {
                return i;
            }
        }
        return close;
    }
}
