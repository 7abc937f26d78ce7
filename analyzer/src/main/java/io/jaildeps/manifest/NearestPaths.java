package io.jaildeps.manifest;

import io.jaildeps.path.JailPath;
import java.util.Comparator;
import java.util.List;

/** Which paths somebody may have meant. */
final class NearestPaths {
    private static final int MAX = 3;
    /** Of longer names only the beginnings are compared. */
    private static final int LONGEST = 64;

    private NearestPaths() {}

    /** The nearest first: the same name elsewhere, a similar name in the same directory, the deepest common directory. */
    static List<JailPath> of(JailPath asked, List<JailPath> known) {
        return known.stream()
                .sorted(Comparator.comparingInt((JailPath path) -> distance(asked, path))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MAX)
                .toList();
    }

    private static int distance(JailPath a, JailPath b) {
        List<String> left = a.components();
        List<String> right = b.components();
        int common = 0;
        while (common < Math.min(left.size(), right.size()) && left.get(common).equals(right.get(common))) {
            common++;
        }
        int apart = left.size() + right.size() - 2 * common;
        return 2 * edits(a.name(), b.name()) + apart;
    }

    /** How many characters to put in, take out or change, after Levenshtein. */
    private static int edits(String a, String b) {
        String from = a.substring(0, Math.min(a.length(), LONGEST));
        String to = b.substring(0, Math.min(b.length(), LONGEST));
        int[] costs = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            costs[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = costs[0];
            costs[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = costs[j];
                costs[j] = Math.min(changed, Math.min(costs[j], costs[j - 1]) + 1);
            }
        }
        return costs[to.length()];
    }
}
