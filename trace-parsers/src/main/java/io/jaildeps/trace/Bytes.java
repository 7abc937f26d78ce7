package io.jaildeps.trace;

import java.nio.charset.StandardCharsets;

/** Looks for ASCII words in a range of bytes; the end of a range is always exclusive. */
public final class Bytes {
    private Bytes() {}

    public static byte[] of(String ascii) {
        return ascii.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** One char per byte. */
    public static String text(byte[] b, int from, int to) {
        return new String(b, from, to - from, StandardCharsets.ISO_8859_1);
    }

    public static boolean startsWith(byte[] b, int from, int to, byte[] word) {
        return to - from >= word.length && matches(b, from, word);
    }

    public static boolean endsWith(byte[] b, int from, int to, byte[] word) {
        return to - from >= word.length && matches(b, to - word.length, word);
    }

    private static boolean matches(byte[] b, int at, byte[] word) {
        for (int i = 0; i < word.length; i++) {
            if (b[at + i] != word[i]) {
                return false;
            }
        }
        return true;
    }

    /** Where {@code word} begins for the first time, or -1. */
    public static int indexOf(byte[] b, int from, int to, byte[] word) {
        for (int i = from; i <= to - word.length; i++) {
            if (b[i] == word[0] && matches(b, i, word)) {
                return i;
            }
        }
        return -1;
    }

    /** Where {@code c} stands for the first time, or {@code to}. */
    public static int find(byte[] b, int from, int to, char c) {
        int i = from;
        while (i < to && b[i] != c) {
            i++;
        }
        return i;
    }

    public static int skipBlanks(byte[] b, int from, int to) {
        int i = from;
        while (i < to && b[i] == ' ') {
            i++;
        }
        return i;
    }

    public static int trimEnd(byte[] b, int from, int to) {
        int i = to;
        while (i > from && b[i - 1] == ' ') {
            i--;
        }
        return i;
    }

    /** Without the blanks and tabs at the end. */
    public static int trimSpace(byte[] b, int from, int to) {
        int i = to;
        while (i > from && isSpace(b[i - 1])) {
            i--;
        }
        return i;
    }

    /** Behind the blanks and tabs at the beginning. */
    public static int skipSpace(byte[] b, int from, int to) {
        int i = from;
        while (i < to && isSpace(b[i])) {
            i++;
        }
        return i;
    }

    /** A blank or a tab. */
    public static boolean isSpace(int c) {
        return c == ' ' || c == '\t';
    }

    public static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    public static int skipDigits(byte[] b, int from, int to) {
        int i = from;
        while (i < to && isDigit(b[i])) {
            i++;
        }
        return i;
    }

    /** Where the digits begin that end at {@code to}; {@code to} if there are none. */
    public static int digitsStart(byte[] b, int from, int to) {
        int i = to;
        while (i > from && isDigit(b[i - 1])) {
            i--;
        }
        return i;
    }

    /** The decimal number in the range, or -1 if it is none that a process could have. */
    public static int number(byte[] b, int from, int to) {
        if (from >= to || to - from > 9 || skipDigits(b, from, to) != to) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < to; i++) {
            value = value * 10 + (b[i] - '0');
        }
        return value;
    }

    public static boolean isNameChar(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || isDigit(c) || c == '_' || c == '?';
    }

    public static int skipName(byte[] b, int from, int to) {
        int i = from;
        while (i < to && isNameChar(b[i])) {
            i++;
        }
        return i;
    }
}
