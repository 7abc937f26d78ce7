package io.jaildeps.reports;

/**
 * How much there is in one trace, as a line of JSON.
 *
 * @param trace the file's name, exact: bytes that are no UTF-8 are lone surrogates
 * @param read what the parser went through
 * @param accesses how many paths were named, the same one as often as it was
 * @param paths how many different paths those are
 */
public record TraceCount(String trace, Read read, long accesses, long paths) {
    /**
     * What the parser went through.
     *
     * @param lines of the trace; of a binary one, records
     * @param calls that could name a path or change what paths mean
     * @param skipped calls that could not
     * @param unparsed lines that could not be read
     */
    public record Read(long lines, long calls, long skipped, long unparsed) {}
}
