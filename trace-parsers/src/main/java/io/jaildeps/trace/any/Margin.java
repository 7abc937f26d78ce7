package io.jaildeps.trace.any;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What stands in front of the lines of a trace and is none of it. A line without it stays as it is. */
record Margin(Pattern pattern) {
    /** No margin is longer. */
    static final int LONGEST = 256;

    private static final List<Margin> KNOWN = Stream.of(
                    // > openat(…
                    "(> ?)+",
                    // Nov 22 08:00:01 host prog[123]: openat(…        2026-11-22T08:00:01+0100 host prog[123]: openat(…
                    "([A-Z][a-z]{2} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d(\\.\\d+)?|\\d{4}-\\d\\d-\\d\\dT[\\d:.,+Z-]+) \\S+ [^\\s:\\[(]+(\\[\\d+\\])?: ",
                    // 2026-11-22T08:00:01.1234567Z openat(…            2026-11-22T08:00:01.123456789Z stderr F openat(…
                    "\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d([.,]\\d+)?(Z|[+-]\\d\\d:?\\d\\d) ((stdout|stderr) [FP] )?",
                    // web-1  | openat(…                                stderr: openat(…
                    "[\\w.-]+ +\\| ",
                    "(stderr|stdout|STDERR|STDOUT)[:|]? ",
                    //     12\topenat(…  of cat -n                      12:openat(…  of grep -n
                    " *\\d+\\t",
                    "\\d+:(?=[A-Za-z_\\[+])")
            .map(Margin::of)
            .toList();

    private static final Pattern BLANKS = Pattern.compile("^[ \\t]+(?=[^ \\t\\r])");

    private static Margin of(String regex) {
        return new Margin(Pattern.compile("^" + regex));
    }

    /** Those that at least half of the lines have. */
    static List<Margin> candidates(String text) {
        List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
        return Stream.concat(KNOWN.stream(), Stream.of(indentation(lines)))
                .filter(margin -> margin.isOn(lines))
                .toList();
    }

    /** The one that most lines have, so that what is indented further stays so. */
    private static Margin indentation(List<String> lines) {
        Map<String, Long> counts = lines.stream()
                .map(BLANKS::matcher)
                .filter(Matcher::find)
                .collect(Collectors.groupingBy(Matcher::group, HashMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(most -> of(Pattern.quote(most.getKey())))
                .orElseGet(() -> of("(?!)"));
    }

    private boolean isOn(List<String> lines) {
        long having = lines.stream().filter(line -> length(line) > 0).count();
        return having > 0 && having * 2 >= lines.size();
    }

    /** How many chars of a line, or of its first {@link #LONGEST}, are margin; 0 if it has none. */
    int length(String line) {
        Matcher matcher = pattern.matcher(line);
        return matcher.find() ? matcher.end() : 0;
    }

    String without(String text) {
        return text.lines().map(line -> line.substring(length(line))).collect(Collectors.joining("\n", "", "\n"));
    }
}
