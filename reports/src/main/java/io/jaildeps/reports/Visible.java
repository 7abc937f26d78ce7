package io.jaildeps.reports;

import java.util.List;

/**
 * Text that shows all of itself: control and invisible characters (among them those that turn the direction of writing),
 * lone surrogates and what Unicode has not assigned become {@code \n}, {@code \t} or <code>&#92;u{1b}</code>. Text that
 * holds none of them is unchanged, backslashes too, so that text that is visible already stays the same.
 */
final class Visible {
    private Visible() {}

    static String of(String text) {
        if (text.codePoints().noneMatch(Visible::isHidden)) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            if (!isHidden(c)) {
                out.appendCodePoint(c);
            } else if (c == '\n') {
                out.append("\\n");
            } else if (c == '\t') {
                out.append("\\t");
            } else {
                out.append(String.format("\\u{%x}", c));
            }
        });
        return out.toString();
    }

    static List<String> all(List<String> texts) {
        return texts.stream().map(Visible::of).toList();
    }

    /** Texts of several lines, whose line breaks stay. */
    static List<String> allOfLines(List<String> texts) {
        return texts.stream()
                .map(text -> String.join("\n", all(List.of(text.split("\n", -1)))))
                .toList();
    }

    private static boolean isHidden(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE -> true;
            default -> false;
        };
    }
}
