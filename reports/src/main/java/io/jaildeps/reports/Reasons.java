package io.jaildeps.reports;

import java.util.List;

/** The reasons of one fact, where a line has room for only one. */
final class Reasons {
    private Reasons() {}

    static String first(List<String> why) {
        return why.isEmpty() ? "no reason given" : why.get(0);
    }

    /** {@code opened by /bin/sh, and 2 more}. */
    static String firstOf(List<String> why) {
        return first(why) + (why.size() > 1 ? ", and " + (why.size() - 1) + " more" : "");
    }
}
