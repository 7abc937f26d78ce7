package io.jaildeps.trace.any;

import io.jaildeps.trace.TraceFormat;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What others put around a trace: an encoding of two bytes a character, a log's prefix, numbers of lines, quotation
 * marks of a letter, indentation. The trace is in there line by line, so that numbers of lines stay what they are. A
 * layer is taken off only if more calls can be read without it, or the same with threads whose numbers make sense.
 */
public final class Wrapping {
    /** As many lines tell. */
    private static final int LINES = 100;
    /** A quoted, numbered and indented log is deep enough. */
    private static final int DEEPEST = 3;

    /** What these write in front of their lines is no layer, though a call may stand behind it. */
    private static final Set<TraceFormat> OTHERS = EnumSet.of(
            TraceFormat.CYGWIN_STRACE,
            TraceFormat.GVISOR,
            TraceFormat.UROOT_STRACE,
            TraceFormat.GRAMINE,
            TraceFormat.QILING,
            TraceFormat.PROOT);

    private final Encoding encoding;
    private final List<Layer> layers;

    private Wrapping(Encoding encoding, List<Layer> layers) {
        this.encoding = encoding;
        this.layers = List.copyOf(layers);
    }

    /** @param head the first bytes of a file, up to {@link io.jaildeps.trace.TraceFormat#HEAD_BYTES} or all that there are */
    public static Wrapping of(byte[] head) {
        Encoding encoding = Encoding.of(head);
        if (encoding == Encoding.BYTES && Magic.hasNul(head)) {
            return new Wrapping(encoding, List.of());
        }
        List<Layer> layers = best(firstLines(encoding.text(head)), List.of()).layers();
        boolean isOthers = !layers.isEmpty() && encoding == Encoding.BYTES && OTHERS.contains(Detected.format(head));
        return new Wrapping(encoding, isOthers ? List.of() : layers);
    }

    /** What can be read without some layers, the outermost first. */
    private record Found(List<Layer> layers, Legibility legibility) {}

    /** Takes off what must be and no more: the first way is kept unless another one reads better. */
    private static Found best(String text, List<Layer> outer) {
        List<Layer> candidates = outer.size() == DEEPEST ? List.of() : Layer.candidates(text);
        if (candidates.isEmpty() && outer.isEmpty()) {
            return new Found(List.of(), Legibility.NOTHING);
        }
        Found best = new Found(List.of(), Legibility.of(text));
        for (Layer layer : candidates) {
            if (outer.contains(layer)) {
                continue; // what is left of it was there before
            }
            List<Layer> outside = new ArrayList<>(outer);
            outside.add(layer);
            Found inner = best(layer.without(text), outside);
            boolean isSimpler = inner.legibility().equals(best.legibility())
                    && inner.layers().size() + 1 < best.layers().size();
            if (isSimpler || inner.legibility().isBetterThan(best.legibility())) {
                List<Layer> layers = new ArrayList<>(List.of(layer));
                layers.addAll(inner.layers());
                best = new Found(layers, inner.legibility());
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
        return encoding == Encoding.BYTES && layers.isEmpty();
    }

    /** The trace that is in {@code in}, which stands at its beginning. */
    public InputStream unwrap(InputStream in) throws IOException {
        InputStream lines = encoding.decode(in);
        for (Layer layer : layers) {
            lines = new Stripped(lines, layer);
        }
        return lines;
    }
}
