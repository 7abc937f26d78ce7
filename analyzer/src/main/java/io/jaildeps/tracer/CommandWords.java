package io.jaildeps.tracer;

import io.jaildeps.path.Printable;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Arguments as bytes, for a JDK that takes text and encodes it as the locale says. */
final class CommandWords {
    private static final Charset ENCODING =
            Charset.forName(System.getProperty("sun.jnu.encoding", StandardCharsets.UTF_8.name()));

    private CommandWords() {}

    /**
     * The words that the JDK will encode as these bytes.
     *
     * @param words one char per byte
     * @throws CannotTrace if there are none: a program must not be started with other arguments than it was given
     */
    static List<String> encodable(List<String> words) throws CannotTrace {
        List<String> encodable = new ArrayList<>(words.size());
        for (String word : words) {
            String text = new String(word.getBytes(StandardCharsets.ISO_8859_1), ENCODING);
            if (!new String(text.getBytes(ENCODING), StandardCharsets.ISO_8859_1).equals(word)) {
                throw new CannotTrace("cannot trace: the argument " + Printable.of(word)
                        + " can not be written in the encoding of this locale, " + ENCODING.name());
            }
            encodable.add(text);
        }
        return encodable;
    }
}
