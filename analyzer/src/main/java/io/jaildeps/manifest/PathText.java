package io.jaildeps.manifest;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Path bytes as JSON text and back, without loss: valid UTF-8 is that text, any other byte is the lone surrogate U+DC00 +
 * byte, as in Python's surrogateescape (PEP 383).
 */
public final class PathText {
    private PathText() {}

    /** @param bytes one char per byte */
    public static String toText(String bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1));
        CharBuffer out = CharBuffer.allocate(bytes.length() + 1);
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT);
        while (true) {
            CoderResult result = decoder.decode(in, out, true);
            if (!result.isError()) {
                return out.flip().toString();
            }
            for (int i = 0; i < result.length(); i++) {
                out.put((char) (0xdc00 + (in.get() & 0xff)));
            }
            decoder.reset();
        }
    }

    /** @return one char per byte */
    static String toBytes(String text) {
        StringBuilder bytes = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (c >= 0xdc80 && c <= 0xdcff) {
                bytes.append((char) (c - 0xdc00));
            } else if (c >= 0xd800 && c <= 0xdfff) {
                throw new IllegalArgumentException(String.format("not the text of a path: lone surrogate U+%04X", c));
            } else {
                byte[] utf8 = Character.toString(c).getBytes(StandardCharsets.UTF_8);
                bytes.append(new String(utf8, StandardCharsets.ISO_8859_1));
            }
        }
        return bytes.toString();
    }
}
