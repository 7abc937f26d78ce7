package io.jaildeps.manifest;

import io.jaildeps.path.Printable;
import java.util.List;
import java.util.stream.Collectors;

/** A command's words in one line; those that have others than plain characters are put in quotes. */
final class CommandWords {
    private CommandWords() {}

    static String of(List<String> command) {
        return command.stream()
                .map(Printable::of)
                .map(word -> word.matches("[\\w/.,:=@%+-]+") ? word : "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
    }
}
