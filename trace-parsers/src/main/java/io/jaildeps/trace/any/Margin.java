package io.jaildeps.trace.any;

import io.jaildeps.trace.Bytes;
import io.jaildeps.trace.LineSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What stands in front of the lines of a trace and is none of it. */
record Margin(Pattern pattern) implements Layer {
    /** No margin is longer. */
    private static final int LONGEST = 256;

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
                    //     # openat(…        //openat(…      * openat(…     of comments
                    "[ \\t]*(#+|//+|;+|--|\\*) *",
                    // - openat(…        `openat(…          of lists and pages
                    "[ \\t]*([-+] *|`)")
            .map(Margin::of)
            .toList();

    // 12:openat(…      12:4711 openat(…     12:09:30:00 openat(…  of grep -n, and no 09:30:00 openat(…
    // 13-close(…       --                                         of grep -n -C besides
    private static final Pattern FOUND_AT = Pattern.compile(
            "^((?<number>\\d{1,9})[:-](?=[A-Za-z_\\[+<(?-]|\\d+[ ./<]|\\d+:\\s|\\d\\d:\\d\\d:\\d\\d| +\\S)|--$)");
    // 12. openat(…
    private static final Pattern LISTED = Pattern.compile("^ *(?<number>\\d{1,9})[.)] +(?=\\S)");
    // 12 openat(…  of awk '{print NR, $0}'; but also of strace -f -o
    private static final Pattern NUMBER = Pattern.compile("^ *(?<number>\\d{1,9}) +(?=\\S)");
    /** Of fewer lines, each may be another process's. */
    private static final int FEWEST_NUMBERED = 5;

    // a word, and none of what tracers write in front of a call: numbers, times, [pid 12]
    private static final Pattern LABEL = Pattern.compile("^(?!\\[pid )[^\\d\\s\"'(][^\"'(]*");

    private static final String PARTING = " \t:|>]),;-";
    private static final int FEWEST_REPEATED = 3;
    private static final int LONGEST_REPEATED = 64;
    private static final int MOST_REPEATED = 2;

    // in UTF-8, U+00A0 and U+3000 besides: pages for people indent by these
    private static final Pattern BLANKS = Pattern.compile("^([ \\t]|\u00c2\u00a0|\u00e3\u0080\u0080)+(?=[^ \\t\\r])");

    private static Margin of(String regex) {
        return new Margin(Pattern.compile("^" + regex));
    }

    /** Those that at least half of the lines have. */
    static List<Margin> candidates(List<String> lines) {
        List<Margin> margins = new ArrayList<>(KNOWN);
        if (areCounted(lines, FOUND_AT, 1)) {
            margins.add(new Margin(FOUND_AT));
        }
        if (areCounted(lines, LISTED, 1)) {
            margins.add(new Margin(LISTED));
        }
        if (areCounted(lines, NUMBER, FEWEST_NUMBERED)) {
            margins.add(new Margin(NUMBER));
        }
        margins.add(indentation(lines));
        margins.addAll(repeated(lines));
        return margins.stream()
                .filter(margin -> Layer.isOn(lines, line -> margin.length(line) > 0))
                .toList();
    }

    /** True if nearly every line begins with a larger number than the one before: processes come again and again. */
    private static boolean areCounted(List<String> lines, Pattern number, int fewest) {
        List<Integer> numbers = lines.stream()
                .map(number::matcher)
                .filter(Matcher::find)
                .flatMap(matcher -> Optional.ofNullable(matcher.group("number")).stream())
                .map(Integer::valueOf)
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

    /** What all lines but a few begin with, up to something that parts words: {@code [server1] }, {@code trace.log:}. */
    private static List<Margin> repeated(List<String> lines) {
        Matcher label = LABEL.matcher(lines.size() < FEWEST_REPEATED ? "" : lines.get(lines.size() / 2));
        String first = label.find() ? label.group() : "";
        List<Margin> margins = new ArrayList<>();
        for (int end = Math.min(first.length(), LONGEST_REPEATED); end > 1 && margins.size() < MOST_REPEATED; end--) {
            String prefix = first.substring(0, end);
            if (PARTING.indexOf(prefix.charAt(end - 1)) >= 0
                    && prefix.chars().anyMatch(Character::isLetter)
                    && lines.stream().filter(line -> line.startsWith(prefix)).count() * 10 >= lines.size() * 9L) {
                margins.add(of(Pattern.quote(prefix)));
            }
        }
        return margins;
    }

    @Override
    public void strip(LineSource line) {
        int end = Math.min(line.end, line.start + LONGEST);
        line.start += length(Bytes.text(line.bytes, line.start, end));
    }

    /** How many chars of a line, or of its first {@link #LONGEST}, are margin; 0 if it has none. */
    private int length(String line) {
        Matcher matcher = pattern.matcher(line);
        return matcher.find() ? matcher.end() : 0;
    }
}
