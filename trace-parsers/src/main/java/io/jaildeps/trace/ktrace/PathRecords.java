package io.jaildeps.trace.ktrace;

import io.jaildeps.trace.TraceEvent;
import java.util.Optional;

/**
 * Tells a trace that was recorded without paths ({@code ktrace -t c}): files were opened in it, and not one NAMI record
 * says which; or without calls ({@code ktrace -t n}, {@code kdump | grep NAMI}): there are only names. The parsers deliver
 * it as the last event.
 */
public final class PathRecords {
    private static final String MISSING = "no NAMI records: record again with ktrace -t cn";

    private static final String WITHOUT_CALLS = "no CALL records: record again with ktrace -t cn";

    private boolean seen;
    private boolean called;
    private boolean neededOnce;

    PathRecords() {}

    /** True of the note that the trace has no paths at all. */
    public static boolean areMissing(TraceEvent event) {
        return event instanceof TraceEvent.Note note && note.text().equals(MISSING);
    }

    /** True of the note that the trace has paths, but does not tell of one call what it did with them. */
    public static boolean areAlone(TraceEvent event) {
        return event instanceof TraceEvent.Note note && note.text().equals(WITHOUT_CALLS);
    }

    void countCall() {
        called = true;
    }

    void countName() {
        seen = true;
    }

    /** A call has succeeded that is not possible without a path being looked up. */
    void countOpened() {
        neededOnce = true;
    }

    /** What is to be said of the whole trace, which has so many lines or records. */
    Optional<TraceEvent> note(long line) {
        if (neededOnce && !seen) {
            return Optional.of(new TraceEvent.Note(line, MISSING));
        }
        return seen && !called ? Optional.of(new TraceEvent.Note(line, WITHOUT_CALLS)) : Optional.empty();
    }
}
