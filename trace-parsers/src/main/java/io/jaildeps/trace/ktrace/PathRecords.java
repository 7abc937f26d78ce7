package io.jaildeps.trace.ktrace;

import io.jaildeps.trace.TraceEvent;

/**
 * Tells a trace that was recorded without paths ({@code ktrace -t c}): files were opened in it, and not one NAMI record
 * says which. The parsers deliver it as the last event.
 */
public final class PathRecords {
    private static final String MISSING = "no NAMI records: record again with ktrace -t cn";

    private boolean seen;
    private boolean neededOnce;

    PathRecords() {}

    /** True of the note that the trace has no paths at all. */
    public static boolean areMissing(TraceEvent event) {
        return event instanceof TraceEvent.Note note && note.text().equals(MISSING);
    }

    void countName() {
        seen = true;
    }

    /** A call has succeeded that is not possible without a path being looked up. */
    void countOpened() {
        neededOnce = true;
    }

    boolean missing() {
        return neededOnce && !seen;
    }

    static TraceEvent.Note note(long line) {
        return new TraceEvent.Note(line, MISSING);
    }
}
