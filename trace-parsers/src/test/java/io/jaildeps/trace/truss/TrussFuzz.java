package io.jaildeps.trace.truss;

import io.jaildeps.trace.CallFilter;
import io.jaildeps.trace.ParseSummary;
import io.jaildeps.trace.Reading;
import io.jaildeps.trace.TraceEvent;
import io.jaildeps.trace.TraceParser;
import java.util.List;

/** Entry points for a fuzzer: whatever the bytes are, nothing is thrown and every line is accounted for. */
final class TrussFuzz {
    private static final CallFilter SOME =
            Reading.only("open", "openat", "execve", "fork", "connect", "_exit", "readlink");

    private TrussFuzz() {}

    static void freebsd(byte[] trace) {
        check(List.of(new FreebsdTrussParser(Reading.ALL), new FreebsdTrussParser(SOME)), trace);
    }

    static void solaris(byte[] trace) {
        check(List.of(new SolarisTrussParser(Reading.ALL), new SolarisTrussParser(SOME)), trace);
    }

    static void aix(byte[] trace) {
        check(List.of(new AixTrussParser(Reading.ALL), new AixTrussParser(SOME)), trace);
    }

    static void tusc(byte[] trace) {
        check(List.of(new TuscParser(Reading.ALL), new TuscParser(SOME)), trace);
    }

    static void all(byte[] trace) {
        freebsd(trace);
        solaris(trace);
        aix(trace);
        tusc(trace);
    }

    private static void check(List<TraceParser> parsers, byte[] trace) {
        for (TraceParser parser : parsers) {
            Reading reading = Reading.ofBytes(parser, trace);
            ParseSummary summary = reading.summary();
            that(summary.lines() == lines(trace), "lines were lost");
            that(summary.calls() == reading.calls().size(), "calls were not counted");
            that(summary.unparsed() == reading.unparsed().size(), "unparsed lines were not counted");
            that(summary.calls() + summary.skipped() + summary.unparsed() <= summary.lines(), "more calls than lines");
            for (TraceEvent event : reading.events()) {
                that(event.line() >= 1 && event.line() <= summary.lines(), "an event is of no line");
            }
        }
    }

    private static long lines(byte[] trace) {
        long newlines = 0;
        for (byte b : trace) {
            newlines += b == '\n' ? 1 : 0;
        }
        boolean open = trace.length > 0 && trace[trace.length - 1] != '\n';
        return newlines + (open ? 1 : 0);
    }

    private static void that(boolean condition, String otherwise) {
        if (!condition) {
            throw new AssertionError(otherwise);
        }
    }
}
