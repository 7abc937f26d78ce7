package io.jaildeps.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** All reasons of several manifests for one thing. */
final class ReasonUnion {
    /** {@code ~ and 17 more reasons}: how a manifest ends a list that it has shortened. */
    private static final Pattern SHORTENED = Pattern.compile("~ and (\\d{1,9}) more reasons");

    private ReasonUnion() {}

    /** Which reasons two shortened lists left out nobody knows: at least as many as the longer of them. */
    static List<String> of(List<List<String>> lists) {
        SortedSet<String> reasons = new TreeSet<>();
        int more = 0;
        for (List<String> list : lists) {
            for (String reason : list) {
                Matcher shortened = SHORTENED.matcher(reason);
                if (shortened.matches()) {
                    more = Math.max(more, Integer.parseInt(shortened.group(1)));
                } else {
                    reasons.add(reason);
                }
            }
        }
        List<String> all = new ArrayList<>(reasons);
        if (more > 0) {
            all.add("~ and " + more + " more reasons");
        }
        return all;
    }
}
