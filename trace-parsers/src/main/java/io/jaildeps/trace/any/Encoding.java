package io.jaildeps.trace.any;

import io.jaildeps.trace.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** How a text file's bytes are to be read. What a tracer writes is bytes; Windows and its editors write other things. */
enum Encoding {
    BYTES(""),
    UTF_8_WITH_MARK("\u00ef\u00bb\u00bf"),
    UTF_16_LITTLE("\u00ff\u00fe"),
    UTF_16_BIG("\u00fe\u00ff");

    private final String mark;

    Encoding(String mark) {
        this.mark = mark;
    }

    static Encoding of(byte[] head) {
        for (Encoding encoding : values()) {
            if (encoding != BYTES && Bytes.startsWith(head, 0, head.length, Bytes.of(encoding.mark))) {
                return encoding;
            }
        }
        return BYTES;
    }

    /** One char per byte of the text. */
    String text(byte[] head) {
        return switch (this) {
            case BYTES -> Detected.text(head);
            case UTF_8_WITH_MARK -> Detected.text(head).substring(mark.length());
            default ->
                new String(
                        new String(head, StandardCharsets.UTF_16).getBytes(StandardCharsets.UTF_8),
                        StandardCharsets.ISO_8859_1);
        };
    }

    /** The text's bytes, in UTF-8 where it had others. */
    InputStream decode(InputStream in) throws IOException {
        return switch (this) {
            case BYTES -> in;
            case UTF_8_WITH_MARK -> {
                in.skipNBytes(mark.length());
                yield in;
            }
            default -> new Recoded(new InputStreamReader(in, StandardCharsets.UTF_16));
        };
    }
}
