package io.jaildeps.cli;

import io.jaildeps.trace.CallFilter;
import io.jaildeps.trace.ParseSummary;
import io.jaildeps.trace.TraceEvent;
import io.jaildeps.trace.TraceSystem;
import java.io.Closeable;
import java.util.Optional;
import java.util.function.Consumer;

/** A trace whose tracer is known and that is ready to be read, once. */
interface OpenTrace extends Closeable {
    /** How messages call it. */
    String name();

    /** Whose calls it records. */
    TraceSystem system();

    /** What it lacks so that it names no file, for whoever needs that it does: {@code a ktrace without …}. */
    Optional<String> pathless();

    /** @throws BadInput if it names no file */
    default OpenTrace withPaths() throws BadInput {
        if (pathless().isPresent()) {
            throw new BadInput(
                    "cannot parse " + name() + ": this is " + pathless().get());
        }
        return this;
    }

    /**
     * Reads it to its end. What comes before a place that can not be read has been delivered when that is thrown.
     *
     * @throws BadInput if it can not be read
     */
    ParseSummary read(CallFilter filter, Consumer<? super TraceEvent> sink) throws BadInput;
}
