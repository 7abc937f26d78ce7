package io.jaildeps.cli;

import io.jaildeps.trace.TraceFormat;
import java.util.List;
import java.util.Optional;

/**
 * What {@code parse --format} says: of the report, of the traces, or of both. No word means both.
 *
 * @param report {@code text} or {@code json}
 * @param trace empty if each trace's first lines shall tell
 */
record ParseFormats(String report, Optional<TraceFormat> trace) {
    private static final List<String> REPORTS = List.of("text", "json");

    static ParseFormats of(List<String> words) throws BadUsage {
        Optional<String> report = Optional.empty();
        Optional<TraceFormat> trace = Optional.empty();
        for (String word : words) {
            Optional<TraceFormat> named = TraceFormat.ofWord(word);
            if (named.isPresent()) {
                check(trace.isEmpty() || trace.equals(named), "cannot read a trace in two formats", words);
                trace = named;
            } else if (REPORTS.contains(word)) {
                check(report.isEmpty() || report.get().equals(word), "cannot report in two formats", words);
                report = Optional.of(word);
            } else {
                throw new BadUsage("cannot use the format " + Words.visible(word) + ": a report's is "
                        + String.join(" or ", REPORTS) + ", a trace's one of " + Words.list(TraceFormat.words()));
            }
        }
        return new ParseFormats(report.orElse("text"), trace);
    }

    private static void check(boolean agrees, String refusal, List<String> words) throws BadUsage {
        if (!agrees) {
            throw new BadUsage(refusal + ": " + Words.list(words));
        }
    }
}
