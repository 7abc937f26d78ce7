package io.jaildeps.cli;

import io.jaildeps.trace.CallFilter;
import io.jaildeps.trace.ParseSummary;
import io.jaildeps.trace.TraceEvent;
import io.jaildeps.trace.TraceSystem;
import java.io.Closeable;
import java.util.function.Consumer;

/** A trace whose tracer is known and that is ready to be read, once. */
interface OpenTrace extends Closeable {
    /** Whose calls it records. */
    TraceSystem system();

    /**
     * Reads it to its end. What comes before a place that can not be read has been delivered when that is thrown.
     *
     * @throws BadInput if it can not be read
     */
    ParseSummary read(CallFilter filter, Consumer<? super TraceEvent> sink) throws BadInput;
}
