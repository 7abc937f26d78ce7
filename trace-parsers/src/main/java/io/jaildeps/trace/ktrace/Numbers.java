package io.jaildeps.trace.ktrace;

/** Numbers as kdump prints them: {@code 69}, {@code -1}, {@code 0x45}, {@code 0644}, {@code ~0x3}. */
final class Numbers {
    private Numbers() {}

    /** The number at the beginning of the text, modulo 2^64; 0 if there is none. */
    static long parse(String text) {
        boolean isInverted = text.startsWith("~");
        boolean isNegative = text.startsWith("-");
        int at = isInverted || isNegative ? 1 : 0;
        int radix = text.startsWith("0x", at) ? 16 : text.startsWith("0", at) ? 8 : 10;
        int first = radix == 16 ? at + 2 : at;
        int i = first;
        long value = 0;
        while (i < text.length() && Character.digit(text.charAt(i), radix) >= 0) {
            value = value * radix + Character.digit(text.charAt(i), radix);
            i++;
        }
        if (i == first) {
            return 0;
        }
        return isInverted ? ~value : isNegative ? -value : value;
    }
}
