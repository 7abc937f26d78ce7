package io.jaildeps.trace;

/**
 * What a parser went through.
 *
 * @param lines lines (or records) read
 * @param calls calls delivered
 * @param skipped calls passed over because the {@link CallFilter} did not want them
 * @param unparsed lines that could not be read, each delivered as {@link TraceEvent.Unparsed}
 */
public record ParseSummary(long lines, long calls, long skipped, long unparsed) {}
