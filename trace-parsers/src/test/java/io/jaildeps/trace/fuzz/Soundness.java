package io.jaildeps.trace.fuzz;

import io.jaildeps.trace.ParseSummary;
import io.jaildeps.trace.Reading;
import io.jaildeps.trace.TraceEvent;
import io.jaildeps.trace.TraceFormat;
import io.jaildeps.trace.TraceParser;
import java.lang.management.ManagementFactory;

/**
 * What holds of a parser whatever the bytes are: it throws nothing, says of each event where it stands, counts what it
 * delivers, delivers no more calls and no more text than there is, takes memory in proportion to the input, and reads the
 * same bytes in the same way however they arrive.
 */
final class Soundness {
    /** A call's name may come from a table, and its error; a record of ktrace has its number only. */
    private static final long TEXT_PER_EVENT = 256;

    /** All that a parser may need to begin: its buffers and tables. */
    private static final long MEMORY_TO_BEGIN = 4 << 20;

    /** Far more than is used, far less than what a line takes that is copied again and again. */
    private static final long MEMORY_PER_BYTE = 1024;

    private static final int REPETITIONS = 3;

    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final TraceFormat format;
    private final TraceParser parser;

    Soundness(TraceFormat format, TraceParser parser) {
        this.format = format;
        this.parser = parser;
    }

    /** @throws AssertionError if it does not hold */
    void check(byte[] trace) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        Reading whole = Reading.ofBytes(parser, trace);
        frugal(trace, THREADS.getCurrentThreadAllocatedBytes() - before);
        counted(whole, trace);
        bounded(whole, trace);
        Reading again = Reading.ofStream(parser, new InPieces(trace));
        that(whole.summary().equals(again.summary()), "another sum for the same bytes: " + again.summary());
        that(whole.events().equals(again.events()), "other events for the same bytes");
    }

    /** A reading may also have loaded classes, or those of a fuzzer's agent: then it is repeated. */
    private void frugal(byte[] trace, long first) {
        long allowed = MEMORY_TO_BEGIN + MEMORY_PER_BYTE * trace.length;
        long allocated = first;
        for (int again = 0; again < REPETITIONS && allocated > allowed; again++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            Reading.ofBytes(parser, trace);
            allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        }
        that(allocated <= allowed, "took " + allocated + " bytes of memory");
    }

    static void that(boolean condition, String otherwise) {
        if (!condition) {
            throw new AssertionError(otherwise);
        }
    }

    private void counted(Reading reading, byte[] trace) {
        ParseSummary summary = reading.summary();
        if (format == TraceFormat.KTRACE) {
            that(summary.lines() <= 1 + trace.length / 16, "more records than fit: " + summary);
        } else {
            that(summary.lines() == lines(trace), "lines were lost: " + summary);
        }
        that(summary.calls() == count(reading, TraceEvent.Call.class), "calls were not counted: " + summary);
        that(summary.unparsed() == count(reading, TraceEvent.Unparsed.class), "unparsed lines were not counted");
        long told = summary.calls() + summary.skipped() + summary.unparsed();
        that(told <= summary.lines() + joined(trace), "more calls than there can be: " + summary);
        for (TraceEvent event : reading.events()) {
            that(event.line() >= 1 && event.line() <= summary.lines(), "an event of no line: " + event);
        }
    }

    private void bounded(Reading reading, byte[] trace) {
        long events = reading.events().size();
        that(events <= 4 + 4 * (reading.summary().lines() + joined(trace)), "too many events: " + events);
        long text = 0;
        for (TraceEvent event : reading.events()) {
            text += Volume.of(event);
        }
        that(text <= 16L * trace.length + TEXT_PER_EVENT * events, "events hold more text than there is: " + text);
    }

    private static long count(Reading reading, Class<? extends TraceEvent> kind) {
        return reading.all(kind).size();
    }

    /** How many calls may stand behind another on its line: each has a parenthesis, a mark or a time. */
    private long joined(byte[] trace) {
        return switch (format) {
            case KTRACE, KDUMP -> 0;
            case STRACE -> occurrences(trace, '(') + occurrences(trace, '<');
            case FS_USAGE -> occurrences(trace, ':');
            default -> occurrences(trace, '(');
        };
    }

    private static long lines(byte[] trace) {
        boolean open = trace.length > 0 && trace[trace.length - 1] != '\n';
        return occurrences(trace, '\n') + (open ? 1 : 0);
    }

    private static long occurrences(byte[] trace, char wanted) {
        long found = 0;
        for (byte b : trace) {
            found += b == wanted ? 1 : 0;
        }
        return found;
    }
}
