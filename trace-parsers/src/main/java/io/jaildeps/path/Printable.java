package io.jaildeps.path;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Bytes that somebody else chose, made fit for a terminal or a log: valid UTF-8 is shown as it is, every control
 * character, invisible format character and undecodable byte as {@code \xHH}, and a backslash as {@code \\}.
 */
public final class Printable {
    private Printable() {}

    /** @param bytes any bytes, one per char */
    public static String of(String bytes) {
        if (isPlain(bytes)) {
            return bytes;
        }
        StringBuilder out = new StringBuilder(bytes.length() + 16);
        int i = 0;
        while (i < bytes.length()) {
            if (bytes.charAt(i) > 0xff) {
                int codePoint = bytes.codePointAt(i); // no byte: a text that was decoded before
                out.appendCodePoint(isHidden(codePoint) ? '?' : codePoint);
                i += Character.charCount(codePoint);
                continue;
            }
            int length = sequenceLength(bytes, i);
            String decoded = length == 0 ? "" : decode(bytes.substring(i, i + length));
            if (decoded.isEmpty() || isHidden(decoded.codePointAt(0))) {
                int end = decoded.isEmpty() ? i + 1 : i + length;
                for (; i < end; i++) {
                    out.append(String.format("\\x%02x", bytes.charAt(i) & 0xff));
                }
            } else {
                out.append(decoded.equals("\\") ? "\\\\" : decoded);
                i += length;
            }
        }
        return out.toString();
    }

    private static boolean isPlain(String bytes) {
        for (int i = 0; i < bytes.length(); i++) {
            char c = bytes.charAt(i);
            if (c < 0x20 || c >= 0x7f || c == '\\') {
                return false;
            }
        }
        return true;
    }

    private static boolean isHidden(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.UNASSIGNED
                || type == Character.SURROGATE
                || type == Character.PRIVATE_USE;
    }

    private static int sequenceLength(String bytes, int at) {
        int lead = bytes.charAt(at) & 0xff;
        int length = lead < 0x80 ? 1 : lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 0;
        return at + length <= bytes.length() ? length : 0;
    }

    private static String decode(String sequence) {
        ByteBuffer raw = ByteBuffer.wrap(sequence.getBytes(StandardCharsets.ISO_8859_1));
        try {
            CharBuffer chars = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(raw);
            return chars.toString();
        } catch (CharacterCodingException notUtf8) {
            return "";
        }
    }
}
