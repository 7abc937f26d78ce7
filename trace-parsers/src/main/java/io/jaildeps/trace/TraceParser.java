package io.jaildeps.trace;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/** Reads one tracer's format. Streams: its memory does not grow with the length of the trace. */
public interface TraceParser {
    /**
     * Reads {@code trace} to its end, delivering events in the order of their completion. The stream may still be
     * growing (a live trace): a line is delivered as soon as it is whole.
     *
     * @throws IOException only if the stream can not be read; whatever the bytes are, they never make it throw
     */
    ParseSummary parse(InputStream trace, Consumer<? super TraceEvent> sink) throws IOException;
}
