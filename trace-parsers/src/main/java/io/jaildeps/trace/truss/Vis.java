package io.jaildeps.trace.truss;

import io.jaildeps.trace.Bytes;

/** Undoes vis(3) with VIS_CSTYLE, as FreeBSD's truss prints the data of read(2) and write(2): {@code \n}, {@code \^A}, {@code \M-i}. */
final class Vis {
    private static final String LETTERS = "nrbavtfs";
    private static final String VALUES = "\n\r\b\u0007\u000b\t\f ";

    private Vis() {}

    /** One char per byte. What is no escape stays as it is. */
    static String decode(byte[] b, int from, int to) {
        if (Bytes.find(b, from, to, '\\') == to) {
            return Bytes.text(b, from, to);
        }
        StringBuilder out = new StringBuilder(to - from);
        int i = from;
        while (i < to) {
            int after = b[i] == '\\' ? escape(out, b, i + 1, to) : -1;
            if (after < 0) {
                out.append((char) (b[i] & 0xff));
                i++;
            } else {
                i = after;
            }
        }
        return out.toString();
    }

    /** Adds what the escape stands for whose letter is at {@code at}; the place after it, or -1 if it is none. */
    private static int escape(StringBuilder out, byte[] b, int at, int to) {
        if (at == to) {
            return -1;
        }
        int letter = LETTERS.indexOf(b[at]);
        if (letter >= 0) {
            out.append(VALUES.charAt(letter));
            return at + 1;
        }
        if (b[at] == '\\' || b[at] == '"') {
            out.append((char) b[at]);
            return at + 1;
        }
        if (b[at] == '^' && at + 1 < to) {
            out.append(control(b[at + 1]));
            return at + 2;
        }
        if (b[at] == 'M' && at + 2 < to && (b[at + 1] == '-' || b[at + 1] == '^')) {
            char low = b[at + 1] == '-' ? (char) (b[at + 2] & 0x7f) : control(b[at + 2]);
            out.append((char) (low | 0x80));
            return at + 3;
        }
        return octal(out, b, at, to);
    }

    private static char control(byte c) {
        return c == '?' ? 0x7f : (char) (c & 0x1f);
    }

    // \0   \040   \240
    private static int octal(StringBuilder out, byte[] b, int at, int to) {
        int value = 0;
        int i = at;
        while (i < to && i < at + 3 && b[i] >= '0' && b[i] <= '7') {
            value = value * 8 + b[i] - '0';
            i++;
        }
        if (i == at || i != at + 3 && (i != at + 1 || value != 0)) {
            return at < to && b[at] == '0' ? zero(out, at) : -1;
        }
        out.append((char) (value & 0xff));
        return i;
    }

    private static int zero(StringBuilder out, int at) {
        out.append('\0');
        return at + 1;
    }
}
