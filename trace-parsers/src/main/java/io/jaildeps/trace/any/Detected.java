package io.jaildeps.trace.any;

import io.jaildeps.trace.CallFilter;
import io.jaildeps.trace.TraceFormat;
import io.jaildeps.trace.TraceParser;
import io.jaildeps.trace.TraceSystem;
import io.jaildeps.trace.ktrace.KtraceLayout;
import io.jaildeps.trace.ktrace.PathRecords;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What a file is, told from its beginning.
 *
 * @param system whose calls are recorded; of a format that is refused it means nothing
 * @param lacksPaths true of a ktrace in which files were opened and none was named: it has events, but no accesses
 */
public record Detected(TraceFormat format, TraceSystem system, boolean lacksPaths) {
    private static final CallFilter ALL = new CallFilter.All();
    private static final String NO_PATHS =
            "a ktrace without path records (NAMI), so its calls name no file; record it again with them:"
                    + " ktrace -i -f FILE -t cn PROGRAM";

    /** @param head the first bytes of a file, up to {@link TraceFormat#HEAD_BYTES} or all that there are */
    public static Detected of(byte[] head) {
        Detected plain = as(format(head), head);
        boolean recordsPaths = plain.format() == TraceFormat.KTRACE || plain.format() == TraceFormat.KDUMP;
        boolean lacksPaths = recordsPaths && lacksPaths(Parsers.of(plain, ALL), head);
        return new Detected(plain.format(), plain.system(), lacksPaths);
    }

    /** Takes the format from a person; only which system it is about is told from {@code head}. */
    public static Detected as(TraceFormat format, byte[] head) {
        return new Detected(format, Systems.of(format, head), false);
    }

    /** What the file is, to be put after "this is "; for what is refused also what to do instead. */
    public String found() {
        return lacksPaths ? NO_PATHS : format.found();
    }

    static TraceFormat format(byte[] head) {
        if (head.length == 0) {
            return TraceFormat.EMPTY;
        } else if (Magic.isCompressed(head)) {
            return TraceFormat.COMPRESSED;
        } else if (Magic.isElf(head)) {
            return TraceFormat.ELF;
        }
        boolean hasNul = Magic.hasNul(head);
        if (hasNul && KtraceLayout.detect(head).isPresent()) {
            return TraceFormat.KTRACE;
        }
        if (hasNul && Magic.isMostlyControl(head)) {
            return TraceFormat.BINARY; // whatever a line of it happens to look like
        }
        TraceFormat format = LineShapes.formatOf(text(head));
        return format == TraceFormat.TEXT && hasNul ? TraceFormat.BINARY : format;
    }

    private static boolean lacksPaths(TraceParser parser, byte[] head) {
        AtomicBoolean missing = new AtomicBoolean();
        try {
            parser.parse(
                    new ByteArrayInputStream(head),
                    event -> missing.compareAndSet(false, PathRecords.areMissing(event)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read from memory", e);
        }
        return missing.get();
    }

    static String text(byte[] head) {
        return new String(head, 0, Math.min(head.length, TraceFormat.HEAD_BYTES), StandardCharsets.ISO_8859_1);
    }
}
