package io.jaildeps.trace.any;

import io.jaildeps.trace.Bytes;
import io.jaildeps.trace.LineSource;

/** A layer in the middle of lines. */
interface TextLayer extends Layer {
    /** The line, with one char per byte, without it; no longer than before. */
    String plain(String line);

    @Override
    default void strip(LineSource line) {
        String text = Bytes.text(line.bytes, line.start, line.end);
        String plain = plain(text);
        if (!plain.equals(text)) {
            System.arraycopy(Bytes.of(plain), 0, line.bytes, line.start, plain.length());
            line.end = line.start + plain.length();
        }
    }
}
