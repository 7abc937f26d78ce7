package io.jaildeps.trace;

/**
 * What makes a terminal show colours, as {@code strace --color=always} and {@code grep --color} write it, and whatever
 * else begins with an escape byte: the control functions of ECMA-48. A tracer that escapes writes one of a string as
 * {@code \33}.
 */
public final class TerminalCodes {
    private static final char ESCAPE = 0x1b;
    private static final char BELL = 0x07;

    private TerminalCodes() {}

    public static boolean areIn(LineSource line) {
        return Bytes.find(line.bytes, line.start, line.end, ESCAPE) < line.end;
    }

    public static boolean areIn(String line) {
        return line.indexOf(ESCAPE) >= 0;
    }

    /** Takes them off the line, in place; of what is not whole, the escape byte only. */
    public static void strip(LineSource line) {
        byte[] b = line.bytes;
        int to = Bytes.find(b, line.start, line.end, ESCAPE);
        int at = to;
        while (at < line.end) {
            if (b[at] == ESCAPE) {
                at = end(b, at, line.end);
            } else {
                b[to++] = b[at++];
            }
        }
        line.end = to;
    }

    /** Behind what {@code escape} begins. No byte is looked at for two of them. */
    private static int end(byte[] b, int escape, int to) {
        int at = escape + 1;
        int last = at;
        if (at < to && b[at] == '[') {
            // ESC [ 0 1 ; 3 4 m
            last = finalByte(b, at + 1, to, '?', '@');
        } else if (at < to && b[at] == ']') {
            // ESC ] 0 ; t i t l e BEL, or ESC \ in place of BEL
            while (last < to && b[last] != BELL && b[last] != ESCAPE) {
                last++;
            }
            if (last < to && b[last] == ESCAPE) {
                return last;
            }
        } else {
            // ESC ( B
            last = finalByte(b, at, to, '/', '0');
        }
        return last < to ? last + 1 : at;
    }

    /** Behind any number of bytes from blank to {@code highest}, one from {@code lowest} on; {@code to} if there is none. */
    private static int finalByte(byte[] b, int from, int to, char highest, char lowest) {
        int at = from;
        while (at < to && b[at] >= ' ' && b[at] <= highest) {
            at++;
        }
        return at < to && b[at] >= lowest && b[at] <= '~' ? at : to;
    }
}
