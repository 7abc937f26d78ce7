package io.jaildeps.reports;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The reasons of one fact, where a line has room for only one. */
final class Reasons {
    /** {@code ~ and 17 more reasons}: how a manifest ends a list that it has shortened. */
    private static final Pattern SHORTENED = Pattern.compile("~ and (\\d{1,9}) more reasons");

    private Reasons() {}

    static String first(List<String> why) {
        return why.isEmpty() ? "no reason given" : why.get(0);
    }

    /** {@code opened by /bin/sh, and 2 more}. */
    static String firstOf(List<String> why) {
        int others = Math.max(0, why.size() - 1);
        if (others > 0) {
            Matcher shortened = SHORTENED.matcher(why.get(others));
            others += shortened.matches() ? Integer.parseInt(shortened.group(1)) - 1 : 0;
        }
        return first(why) + (others > 0 ? ", and " + others + " more" : "");
    }
}
