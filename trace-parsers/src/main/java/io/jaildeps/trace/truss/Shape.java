package io.jaildeps.trace.truss;

import io.jaildeps.trace.Bytes;

/**
 * What FreeBSD's truss prints for each argument of a call, one letter an argument:
 *
 * <pre>
 * W  a word or an address      O_RDONLY|O_CLOEXEC   0x7fffffffe0b8   -1
 * N  a path, not escaped       "/tmp/a "b", c"
 * R  a path that the call gave back, as long as its return value says; nothing if it failed
 * D  data, escaped by vis(3), but for its quotes    "\^?ELF\^B"...
 * S  a socket address          { AF_UNIX "/var/run/log" }
 * M  a message                 {{ AF_UNIX "/x" },106,[{"hello",5}],1,{},0,0}
 * A  strings                   [ "ls", "-l" ]
 * X  another structure         { mode=-rw-r--r-- ,inode=1,size=2,blksize=3 }
 * </pre>
 */
record Shape(String kinds) {
    int size() {
        return kinds.length();
    }

    char kind(int index) {
        return kinds.charAt(index);
    }

    /** True if the call's first string would begin at the start of {@code [from, to)}, or behind words. */
    boolean beginsString(byte[] b, int from, int to) {
        int start = from;
        for (int i = 0; i < kinds.length(); i++) {
            if (kind(i) != 'W') {
                return "NRASM".indexOf(kind(i)) >= 0 && start < to && opens(kind(i), b[start]);
            }
            int comma = Bytes.find(b, start, to, ',');
            if (comma == to) {
                return false;
            }
            start = comma + 1;
        }
        return false;
    }

    private static boolean opens(char kind, byte c) {
        return switch (kind) {
            case 'A' -> c == '[';
            case 'S', 'M' -> c == '{';
            default -> c == '"';
        };
    }

    /** Whether an argument of this kind may look like {@code [from, to)}. */
    static boolean isLike(char kind, byte[] b, int from, int to) {
        return switch (kind) {
            case 'N' -> isQuoted(b, from, to);
            case 'R' -> from == to || isQuoted(b, from, to) || isWord(b, from, to);
            case 'D' -> isQuoted(b, from, endOfData(b, from, to)) || isWord(b, from, to);
            case 'S', 'M' -> isEnclosed(b, from, to, '{', '}') || isWord(b, from, to);
            case 'A' -> isEnclosed(b, from, to, '[', ']') || isWord(b, from, to);
            case 'W' -> from == to || isWord(b, from, to);
            default -> isEnclosed(b, from, to, '{', '}') || isWord(b, from, to);
        };
    }

    static boolean isQuoted(byte[] b, int from, int to) {
        return to - from >= 2 && b[from] == '"' && b[to - 1] == '"';
    }

    private static int endOfData(byte[] b, int from, int to) {
        boolean cut = to - from >= 5 && b[to - 1] == '.' && b[to - 2] == '.' && b[to - 3] == '.';
        return cut ? to - 3 : to;
    }

    private static boolean isEnclosed(byte[] b, int from, int to, char open, char close) {
        return to - from >= 2 && b[from] == open && b[to - 1] == close;
    }

    private static boolean isWord(byte[] b, int from, int to) {
        int depth = 0;
        for (int i = from; i < to && depth >= 0; i++) {
            switch (b[i]) {
                case ',', '"', '\n' -> depth = -1;
                case '(' -> depth++;
                case ')' -> depth--;
                default -> {}
            }
        }
        return from < to && depth == 0;
    }
}
