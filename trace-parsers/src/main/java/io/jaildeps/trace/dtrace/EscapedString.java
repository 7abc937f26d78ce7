package io.jaildeps.trace.dtrace;

import io.jaildeps.trace.Arg;
import io.jaildeps.trace.Bytes;

/**
 * A string as DTrace's {@code %S} prints it: {@code /etc/a\tb\0}. Escapes are a backslash and a letter, or three octal
 * digits, or {@code \0} for NUL, where the program's string ends; what stands behind it was never part of it.
 */
final class EscapedString {
    /** dtruss leaves DTrace's strsize at 256 bytes, the NUL among them: a string of that length may have gone on. */
    private static final int LONGEST = 255;

    private EscapedString() {}

    /** Reads what stands between the quotes. */
    static Arg.Text read(byte[] b, int from, int to) {
        StringBuilder bytes = new StringBuilder(to - from);
        int i = from;
        while (i < to) {
            if (b[i] != '\\' || i + 1 == to) {
                bytes.append((char) (b[i++] & 0xff));
            } else if (isOctal(b, i + 1, to)) {
                bytes.append((char) ((b[i + 1] - '0') << 6 | (b[i + 2] - '0') << 3 | b[i + 3] - '0'));
                i += 4;
            } else if (b[i + 1] == '0') {
                break;
            } else {
                letter(bytes, b[i + 1]);
                i += 2;
            }
        }
        return new Arg.Text(bytes.toString(), bytes.length() >= LONGEST);
    }

    /** {@code \012}, never more than {@code \377}. */
    private static boolean isOctal(byte[] b, int at, int to) {
        return at + 3 <= to
                && b[at] >= '0'
                && b[at] <= '3'
                && Bytes.isDigit(b[at + 1])
                && b[at + 1] < '8'
                && Bytes.isDigit(b[at + 2])
                && b[at + 2] < '8';
    }

    private static void letter(StringBuilder bytes, int letter) {
        switch (letter) {
            case 'a' -> bytes.append('\007');
            case 'b' -> bytes.append('\b');
            case 'f' -> bytes.append('\f');
            case 'n' -> bytes.append('\n');
            case 'r' -> bytes.append('\r');
            case 't' -> bytes.append('\t');
            case 'v' -> bytes.append('\013');
            case '"', '\\', '\'', '?' -> bytes.append((char) letter);
            default -> bytes.append('\\').append((char) (letter & 0xff));
        }
    }
}
