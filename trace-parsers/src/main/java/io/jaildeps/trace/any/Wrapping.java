package io.jaildeps.trace.any;

import io.jaildeps.trace.CallFilter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What others put around a trace: an encoding of two bytes a character, a log's prefix, numbers of lines, quotation
 * marks of a letter, indentation. The trace is in there line by line, so that numbers of lines stay what they are. A
 * margin is taken off only if more calls can be read without it.
 */
public final class Wrapping {
    /** As many lines tell. */
    private static final int LINES = 100;
    /** A quoted, numbered and indented log is deep enough. */
    private static final int DEEPEST = 3;

    private final Encoding encoding;
    private final List<Margin> margins;

    private Wrapping(Encoding encoding, List<Margin> margins) {
        this.encoding = encoding;
        this.margins = List.copyOf(margins);
    }

    /** @param head the first bytes of a file, up to {@link io.jaildeps.trace.TraceFormat#HEAD_BYTES} or all that there are */
    public static Wrapping of(byte[] head) {
        Encoding encoding = Encoding.of(head);
        if (encoding == Encoding.BYTES && Magic.hasNul(head)) {
            return new Wrapping(encoding, List.of());
        }
        return new Wrapping(
                encoding, best(firstLines(encoding.text(head)), DEEPEST).margins());
    }

    /** How many calls can be read without some margins, the outermost first. */
    private record Reading(List<Margin> margins, long calls) {}

    /** Takes off what must be and no more: the first way is kept unless another one reads more. */
    private static Reading best(String text, int depth) {
        List<Margin> candidates = depth == 0 ? List.of() : Margin.candidates(text);
        if (candidates.isEmpty() && depth == DEEPEST) {
            return new Reading(List.of(), 0);
        }
        Reading best = new Reading(List.of(), calls(text));
        for (Margin margin : candidates) {
            Reading inner = best(margin.without(text), depth - 1);
            if (inner.calls() > best.calls()) {
                List<Margin> margins = new ArrayList<>(List.of(margin));
                margins.addAll(inner.margins());
                best = new Reading(margins, inner.calls());
            }
        }
        return best;
    }

    private static String firstLines(String text) {
        int end = 0;
        for (int line = 0; line < LINES && end < text.length(); line++) {
            int newline = text.indexOf('\n', end);
            end = newline < 0 ? text.length() : newline + 1;
        }
        return text.substring(0, end);
    }

    private static long calls(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        Detected detected = Detected.as(Detected.format(bytes), bytes);
        if (!detected.format().isRead()) {
            return 0;
        }
        try {
            return Parsers.of(detected, new CallFilter.All())
                    .parse(new ByteArrayInputStream(bytes), event -> {})
                    .calls();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read from memory", e);
        }
    }

    /** True if the bytes are a trace as its tracer wrote it. */
    public boolean isNone() {
        return encoding == Encoding.BYTES && margins.isEmpty();
    }

    /** The trace that is in {@code in}, which stands at its beginning. */
    public InputStream unwrap(InputStream in) throws IOException {
        InputStream lines = encoding.decode(in);
        for (Margin margin : margins) {
            lines = new Marginless(lines, margin);
        }
        return lines;
    }
}
