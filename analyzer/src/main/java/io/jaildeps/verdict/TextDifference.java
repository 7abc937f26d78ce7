package io.jaildeps.verdict;

import io.jaildeps.path.Printable;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How two texts differ that should say the same. Numbers are masked: times and process numbers differ from run to run. */
final class TextDifference {
    private static final Pattern NUMBER = Pattern.compile("0x[0-9a-fA-F]+|[0-9]+");
    private static final int SHOWN = 60;

    private TextDifference() {}

    static String masked(String line) {
        return NUMBER.matcher(line).replaceAll("#");
    }

    /** The lines that have none like them, in their order. @param known lines without their numbers */
    static Set<String> unlike(Set<String> known, Stream<String> lines) {
        return lines.filter(line -> !known.contains(masked(line))).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** How many lines one of both has none like, numbers aside. */
    static int otherLines(String there, String here) {
        if (there.equals(here)) {
            return 0;
        }
        Map<String, Integer> counts = new HashMap<>();
        there.lines().forEach(line -> counts.merge(masked(line), 1, Integer::sum));
        here.lines().forEach(line -> counts.merge(masked(line), -1, Integer::sum));
        return counts.values().stream().mapToInt(Math::abs).sum();
    }

    /**
     * The first line that differs, behind a colon, in more than numbers if there is one; empty if only the second text has
     * more.
     */
    static String first(String there, String here) {
        List<String> expected = there.lines().toList();
        List<String> found = here.lines().toList();
        int both = Math.min(expected.size(), found.size());
        int other = IntStream.range(0, both)
                .filter(i -> !masked(expected.get(i)).equals(masked(found.get(i))))
                .findFirst()
                .orElse(both);
        if (other == both && expected.size() == found.size()) {
            other = IntStream.range(0, both)
                    .filter(i -> !expected.get(i).equals(found.get(i)))
                    .findFirst()
                    .orElse(both);
        }
        if (other < both) {
            return ": " + shown(found.get(other)) + " instead of " + shown(expected.get(other));
        }
        return expected.size() > both ? ": it lacks " + shown(expected.get(both)) : "";
    }

    static String shown(String line) {
        return '"' + Printable.of(line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line) + '"';
    }
}
