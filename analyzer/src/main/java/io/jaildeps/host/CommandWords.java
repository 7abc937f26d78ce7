package io.jaildeps.host;

import io.jaildeps.path.Printable;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Arguments as bytes, for a JDK that takes text and encodes it as the locale says. */
public final class CommandWords {
    private static final Charset ENCODING =
            Charset.forName(System.getProperty("sun.jnu.encoding", StandardCharsets.UTF_8.name()));

    private CommandWords() {}

    /** An argument that this locale can not write. */
    public static final class Unencodable extends Exception {
        private static final long serialVersionUID = 1;

        private Unencodable(String word) {
            super("the argument " + Printable.of(word) + " can not be written in the encoding of this locale, "
                    + ENCODING.name());
        }
    }

    /**
     * The words that the JDK will encode as these bytes.
     *
     * @param words one char per byte
     * @throws Unencodable if there are none: a program must not be started with other arguments than it was given
     */
    public static List<String> encodable(List<String> words) throws Unencodable {
        List<String> encodable = new ArrayList<>(words.size());
        for (String word : words) {
            String text = new String(word.getBytes(StandardCharsets.ISO_8859_1), ENCODING);
            if (!new String(text.getBytes(ENCODING), StandardCharsets.ISO_8859_1).equals(word)) {
                throw new Unencodable(word);
            }
            encodable.add(text);
        }
        return encodable;
    }
}
