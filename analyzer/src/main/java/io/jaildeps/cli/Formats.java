package io.jaildeps.cli;

import java.util.List;

/** What {@code --format} takes. */
final class Formats {
    private Formats() {}

    static void check(String format, List<String> known) throws BadUsage {
        if (!known.contains(format)) {
            throw new BadUsage("cannot report as " + Words.visible(format) + ": only " + Words.list(known));
        }
    }
}
