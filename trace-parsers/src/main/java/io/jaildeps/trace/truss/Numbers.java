package io.jaildeps.trace.truss;

import io.jaildeps.trace.Bytes;

/** Numbers as C prints them. What is too large for 64 bits wraps around, as in the kernel. */
final class Numbers {
    private Numbers() {}

    static boolean isDecimal(byte[] b, int from, int to) {
        int digits = from < to && b[from] == '-' ? from + 1 : from;
        return digits < to && Bytes.skipDigits(b, digits, to) == to;
    }

    static boolean isHex(byte[] b, int from, int to) {
        if (to - from < 3 || b[from] != '0' || b[from + 1] != 'x' && b[from + 1] != 'X') {
            return false;
        }
        for (int i = from + 2; i < to; i++) {
            if (Character.digit(b[i], 16) < 0) {
                return false;
            }
        }
        return true;
    }

    /** A hexadecimal number behind 0x, one in octal behind 0, or a decimal one. */
    static long value(byte[] b, int from, int to) {
        if (isHex(b, from, to)) {
            return digits(b, from + 2, to, 16);
        }
        boolean negative = from < to && b[from] == '-';
        int start = negative ? from + 1 : from;
        int radix = to - start > 1 && b[start] == '0' ? 8 : 10;
        long value = digits(b, start, to, radix);
        return negative ? -value : value;
    }

    private static long digits(byte[] b, int from, int to, int radix) {
        long value = 0;
        for (int i = from; i < to; i++) {
            value = value * radix + Character.digit(b[i], radix);
        }
        return value;
    }
}
