package io.jaildeps.trace.any;

import io.jaildeps.trace.TraceFormat;
import io.jaildeps.trace.TraceSystem;
import java.nio.charset.StandardCharsets;

/**
 * What a file is, told from its beginning.
 *
 * @param system whose calls are recorded; of a format that is refused it means nothing
 */
public record Detected(TraceFormat format, TraceSystem system) {
    /** @param head the first bytes of a file, up to {@link TraceFormat#HEAD_BYTES} or all that there are */
    public static Detected of(byte[] head) {
        TraceFormat format = format(head);
        return as(format, head);
    }

    /** Takes the format from a person; only which system it is about is told from {@code head}. */
    public static Detected as(TraceFormat format, byte[] head) {
        return new Detected(format, Systems.of(format, head));
    }

    private static TraceFormat format(byte[] head) {
        if (head.length == 0) {
            return TraceFormat.EMPTY;
        } else if (Magic.isCompressed(head)) {
            return TraceFormat.COMPRESSED;
        } else if (Magic.isElf(head)) {
            return TraceFormat.ELF;
        }
        TraceFormat byLines = LineShapes.formatOf(text(head));
        if (byLines == TraceFormat.TEXT && Magic.hasNul(head)) {
            return text(head).indexOf('/') >= 0 ? TraceFormat.KTRACE : TraceFormat.BINARY;
        }
        return byLines;
    }

    static String text(byte[] head) {
        return new String(head, 0, Math.min(head.length, TraceFormat.HEAD_BYTES), StandardCharsets.ISO_8859_1);
    }
}
