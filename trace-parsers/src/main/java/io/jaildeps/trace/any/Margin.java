package io.jaildeps.trace.any;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
                    //     12\topenat(…  of cat -n
                    " *\\d+\\t",
                    //     # openat(…        // openat(…     of comments
                    "(#|//) ")
            .map(Margin::of)
            .toList();

    // 12:openat(…      12:4711 openat(…     12:09:30:00 openat(…  of grep -n, and no 09:30:00 openat(…
    private static final Pattern FOUND_AT =
            Pattern.compile("^(\\d{1,9}):(?=[A-Za-z_\\[+<(?-]|\\d+[ ./<]|\\d+: |\\d\\d:\\d\\d:\\d\\d| +\\S)");
    // 12 openat(…  of awk '{print NR, $0}'; but also of strace -f -o
    private static final Pattern NUMBER = Pattern.compile("^ *(\\d{1,9}) +(?=\\S)");
    /** Of fewer lines, each may be another process's. */
    private static final int FEWEST_NUMBERED = 5;

    // in UTF-8, U+00A0 and U+3000 besides: pages for people indent by these
    private static final Pattern BLANKS = Pattern.compile("^([ \\t]|\u00c2\u00a0|\u00e3\u0080\u0080)+(?=[^ \\t\\r])");

    private static Margin of(String regex) {
        return new Margin(Pattern.compile("^" + regex));
    }

    /** Those that at least half of the lines have. */
    static List<Margin> candidates(String text) {
        List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
        List<Margin> margins = new ArrayList<>(KNOWN);
        if (areCounted(lines, FOUND_AT, 1)) {
            margins.add(new Margin(FOUND_AT));
        }
        if (areCounted(lines, NUMBER, FEWEST_NUMBERED)) {
            margins.add(new Margin(NUMBER));
        }
        margins.add(indentation(lines));
        return margins.stream().filter(margin -> margin.isOn(lines)).toList();
    }

    /** True if nearly every line begins with a larger number than the one before: processes come again and again. */
    private static boolean areCounted(List<String> lines, Pattern number, int fewest) {
        List<Integer> numbers = lines.stream()
                .map(number::matcher)
                .filter(Matcher::find)
                .map(matcher -> Integer.valueOf(matcher.group(1)))
                .toList();
        long rising = IntStream.range(1, numbers.size())
                .filter(i -> numbers.get(i) > numbers.get(i - 1))
                .count();
        return numbers.size() >= fewest && rising * 10 >= (numbers.size() - 1) * 9L;
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
