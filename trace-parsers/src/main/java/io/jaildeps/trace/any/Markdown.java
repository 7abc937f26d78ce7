package io.jaildeps.trace.any;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Backslashes in front of what Markdown would take for its own: {@code openat(AT\_FDCWD, "/lib/x86\_64-linux-gnu", …}. In
 * strings they may be the tracer's or a name's; in the names of calls and flags no tracer has them, and those tell.
 */
record Markdown() implements TextLayer {
    // two are one that was escaped, and stay
    private static final Pattern ESCAPE = Pattern.compile("\\\\(\\\\|[_*\\[\\](){}<>#+!|~`.,=&;:^$%-])");
    private static final Pattern IN_WORD = Pattern.compile("\\b[A-Z]+\\\\_[A-Z]|[a-z]\\\\_[a-z_\\\\]*\\(");
    private static final char QUOTE = '"';

    static Optional<Markdown> candidate(List<String> lines) {
        return lines.stream().anyMatch(Markdown::isIn) ? Optional.of(new Markdown()) : Optional.empty();
    }

    /** How many lines have what no tracer writes. */
    static long linesIn(String text) {
        return text.lines().filter(Markdown::isIn).count();
    }

    private static boolean isIn(String line) {
        if (line.indexOf("\\_") < 0) {
            return false;
        }
        int quote = line.indexOf(QUOTE);
        int last = line.lastIndexOf(QUOTE);
        return quote < 0
                ? IN_WORD.matcher(line).find()
                : IN_WORD.matcher(line.substring(0, quote)).find()
                        || IN_WORD.matcher(line.substring(last)).find();
    }

    @Override
    public String plain(String line) {
        return line.indexOf('\\') < 0
                ? line
                : ESCAPE.matcher(line).replaceAll(escape -> escape.group(1).equals("\\") ? "\\\\\\\\" : "$1");
    }
}
