package io.jaildeps.audit;

import java.util.List;

/** The lines of a configuration file that anybody may have written. */
final class ConfigLines {
    static final int MAX_BYTES = 4 << 20;

    /** No real line is longer, and no pattern shall work longer. */
    private static final int MAX_LINE = 4096;

    private ConfigLines() {}

    static List<String> of(String text) {
        return text.lines().filter(line -> line.length() <= MAX_LINE).toList();
    }

    /** The words of a line before a {@code #}. */
    static List<String> words(String line) {
        int comment = line.indexOf('#');
        String text = (comment < 0 ? line : line.substring(0, comment)).strip();
        return text.isEmpty() ? List.of() : List.of(text.split("[ \t]+"));
    }
}
