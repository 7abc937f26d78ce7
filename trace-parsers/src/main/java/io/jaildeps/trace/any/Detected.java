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
import java.util.EnumSet;
import java.util.Set;

/**
 * What a file is, told from its beginning.
 *
 * @param system whose calls are recorded; of a format that is refused it means nothing
 * @param lack what makes it useless though it can be read
 */
public record Detected(TraceFormat format, TraceSystem system, Lack lack) {
    private static final CallFilter ALL = new CallFilter.All();

    /** What a ktrace may have been recorded without. */
    public enum Lack {
        NOTHING(""),
        /** Files were opened and none was named: there are events, but no accesses. */
        PATHS("a ktrace without path records (NAMI), so its calls name no file; record it again with them:"
                + " ktrace -i -f FILE -t cn PROGRAM"),
        /** Files were named, but not what was done with them. */
        CALLS(
                "a ktrace that has only path records (NAMI), and no calls that would tell what the paths were used for;"
                        + " record it with both, ktrace -i -f FILE -t cn PROGRAM, and give FILE itself or all that kdump prints");

        private final String found;

        Lack(String found) {
            this.found = found;
        }
    }

    /** @param head the first bytes of a file, up to {@link TraceFormat#HEAD_BYTES} or all that there are */
    public static Detected of(byte[] head) {
        Detected plain = as(format(head), head);
        boolean recordsPaths = plain.format() == TraceFormat.KTRACE || plain.format() == TraceFormat.KDUMP;
        Lack lack = recordsPaths ? lack(Parsers.of(plain, ALL), head) : Lack.NOTHING;
        return new Detected(plain.format(), plain.system(), lack);
    }

    /** Takes the format from a person; only which system it is about is told from {@code head}. */
    public static Detected as(TraceFormat format, byte[] head) {
        return new Detected(format, Systems.of(format, head), Lack.NOTHING);
    }

    /** What the file is, to be put after "this is "; for what is refused also what to do instead. */
    public String found() {
        return lack == Lack.NOTHING ? format.found() : lack.found;
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

    private static Lack lack(TraceParser parser, byte[] head) {
        Set<Lack> lacks = EnumSet.noneOf(Lack.class);
        try {
            parser.parse(new ByteArrayInputStream(head), event -> {
                if (PathRecords.areMissing(event)) {
                    lacks.add(Lack.PATHS);
                } else if (PathRecords.areAlone(event)) {
                    lacks.add(Lack.CALLS);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read from memory", e);
        }
        return lacks.stream().findFirst().orElse(Lack.NOTHING);
    }

    static String text(byte[] head) {
        return new String(head, 0, Math.min(head.length, TraceFormat.HEAD_BYTES), StandardCharsets.ISO_8859_1);
    }
}
