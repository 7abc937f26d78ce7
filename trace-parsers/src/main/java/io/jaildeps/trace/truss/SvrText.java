package io.jaildeps.trace.truss;

import io.jaildeps.trace.Bytes;

/**
 * Strings as truss of Solaris and its kin prints them. illumos, since 2010, writes what can not be printed as {@code
 * \x0a} and a quote as {@code \"}, but a backslash as itself; Sun's and AIX's write every byte as it is.
 */
final class SvrText {
    private static final String LETTERS = "0btnvfr";
    private static final String VALUES = "\0\b\t\n\u000b\f\r";

    private SvrText() {}

    /** A path. A string with a byte in it that illumos would have escaped has no escapes. */
    static String unescape(byte[] b, int from, int to) {
        if (Bytes.find(b, from, to, '\\') == to || hasUnprintable(b, from, to)) {
            return Bytes.text(b, from, to);
        }
        StringBuilder out = new StringBuilder(to - from);
        int i = from;
        while (i < to) {
            if (b[i] == '\\' && i + 1 < to && b[i + 1] == '"') {
                out.append('"');
                i += 2;
            } else if (isEscape(b, i, to)) {
                out.append((char) (hex(b[i + 2]) << 4 | hex(b[i + 3])));
                i += 4;
            } else {
                out.append((char) (b[i++] & 0xff));
            }
        }
        return out.toString();
    }

    /** {@code \x0a}; but {@code \x41} is a name with a backslash in it, as an A is never escaped. */
    private static boolean isEscape(byte[] b, int at, int to) {
        if (b[at] != '\\' || at + 4 > to || b[at + 1] != 'x' || hex(b[at + 2]) < 0 || hex(b[at + 3]) < 0) {
            return false;
        }
        int value = hex(b[at + 2]) << 4 | hex(b[at + 3]);
        return value < ' ' || value > '~';
    }

    private static boolean hasUnprintable(byte[] b, int from, int to) {
        for (int i = from; i < to; i++) {
            if (b[i] < ' ' || b[i] == 0x7f) {
                return true;
            }
        }
        return false;
    }

    private static int hex(byte c) {
        return Character.digit(c, 16);
    }

    /**
     * Data of read(2) and write(2), two columns a byte: {@code  S u n O S\n}, {@code 7F E L F0101}. What is not written
     * so stays as it is.
     */
    static String data(byte[] b, int from, int to) {
        if ((to - from) % 2 != 0) {
            return Bytes.text(b, from, to);
        }
        StringBuilder out = new StringBuilder((to - from) / 2);
        for (int i = from; i < to; i += 2) {
            int value = column(b[i], b[i + 1]);
            if (value < 0) {
                return Bytes.text(b, from, to);
            }
            out.append((char) value);
        }
        return out.toString();
    }

    private static int column(byte first, byte second) {
        if (first == ' ') {
            return second & 0xff;
        }
        if (first == '\\') {
            int letter = LETTERS.indexOf(second);
            return letter < 0 ? -1 : VALUES.charAt(letter);
        }
        return hex(first) < 0 || hex(second) < 0 ? -1 : hex(first) << 4 | hex(second);
    }
}
