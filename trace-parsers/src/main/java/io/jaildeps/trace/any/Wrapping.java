package io.jaildeps.trace.any;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * What others put around a trace: an encoding of two bytes a character, a log's prefix, numbers of lines, quotation
 * marks of a letter, indentation. The trace is in there line by line, so that numbers of lines stay what they are. A
 * margin is taken off only if more calls can be read without it, or the same with threads whose numbers make sense.
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

    /** What can be read without some margins, the outermost first. */
    private record Found(List<Margin> margins, Legibility legibility) {}

    /** Takes off what must be and no more: the first way is kept unless another one reads better. */
    private static Found best(String text, int depth) {
        List<Margin> candidates = depth == 0 ? List.of() : Margin.candidates(text);
        if (candidates.isEmpty() && depth == DEEPEST) {
            return new Found(List.of(), Legibility.NOTHING);
        }
        Found best = new Found(List.of(), Legibility.of(text));
        for (Margin margin : candidates) {
            Found inner = best(margin.without(text), depth - 1);
            if (inner.legibility().isBetterThan(best.legibility())) {
                List<Margin> margins = new ArrayList<>(List.of(margin));
                margins.addAll(inner.margins());
                best = new Found(margins, inner.legibility());
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
