package io.jaildeps.trace;

/** A string as strace writes it: {@code "new\nline \303\251 \"x\""}, with C escapes. */
public final class Quoted {
    private Quoted() {}

    /** The place after the closing quote of the string that begins at {@code open}, or -1 if it is not closed. */
    public static int end(byte[] b, int open, int to) {
        for (int i = open + 1; i < to; i++) {
            if (b[i] == '"') {
                return i + 1;
            }
            if (b[i] == '\\') {
                i++;
            }
        }
        return -1;
    }

    /** The bytes that {@code [from, to)} stands for, one per char; the quotes are not part of the range. */
    public static String unescape(byte[] b, int from, int to) {
        int backslash = Bytes.find(b, from, to, '\\');
        if (backslash == to) {
            return Bytes.text(b, from, to);
        }
        byte[] out = new byte[to - from];
        System.arraycopy(b, from, out, 0, backslash - from);
        int length = backslash - from;
        int i = backslash;
        while (i < to) {
            if (b[i] != '\\' || i + 1 == to) {
                out[length++] = b[i++];
                continue;
            }
            int after = escapeEnd(b, i + 1, to);
            int value = escapeValue(b, i + 1, after);
            if (value < 0) {
                out[length++] = b[i++];
                continue;
            }
            out[length++] = (byte) value;
            i = after;
        }
        return Bytes.text(out, 0, length);
    }

    /** {@code \177}, {@code \0}, {@code \x7f}, {@code \n}: where the escape whose letter is at {@code at} ends. */
    private static int escapeEnd(byte[] b, int at, int to) {
        if (b[at] == 'x') {
            int i = at + 1;
            while (i < to && i < at + 3 && Character.digit(b[i], 16) >= 0) {
                i++;
            }
            return i;
        }
        int i = at;
        int value = 0;
        while (i < to && i < at + 3 && b[i] >= '0' && b[i] <= '7' && value * 8 + b[i] - '0' <= 0xff) {
            value = value * 8 + b[i] - '0';
            i++;
        }
        return i == at ? at + 1 : i;
    }

    private static int escapeValue(byte[] b, int at, int end) {
        return switch (b[at]) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'v' -> 0x0b;
            case 'f' -> '\f';
            case '"', '\\', '\'' -> b[at];
            case 'x' -> end == at + 1 ? -1 : digits(b, at + 1, end, 16);
            default -> b[at] >= '0' && b[at] <= '7' ? digits(b, at, end, 8) : -1;
        };
    }

    private static int digits(byte[] b, int from, int to, int radix) {
        int value = 0;
        for (int i = from; i < to; i++) {
            value = value * radix + Character.digit(b[i], radix);
        }
        return value;
    }
}
