package io.jaildeps.reports;

import java.util.List;
import java.util.stream.Collectors;

/** A command as a person would type it: words with other than plain characters are quoted as sh(1) wants it. */
final class CommandText {
    private CommandText() {}

    static String of(List<String> command) {
        return command.stream().map(CommandText::word).collect(Collectors.joining(" "));
    }

    private static String word(String word) {
        return word.matches("[\\w/.,:=@%+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
