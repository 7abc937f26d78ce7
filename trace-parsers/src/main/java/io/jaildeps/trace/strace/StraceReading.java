package io.jaildeps.trace.strace;

import io.jaildeps.trace.CallFilter;
import io.jaildeps.trace.Delivery;
import io.jaildeps.trace.LineSource;
import io.jaildeps.trace.ParseSummary;
import io.jaildeps.trace.TraceEvent;
import java.io.IOException;
import java.util.function.Consumer;

/** What is known while one stream of strace is read. */
final class StraceReading {
    private final Delivery delivery;
    private final PartialCalls partials;
    private final LineReader lines;

    StraceReading(CallFilter filter, Consumer<? super TraceEvent> sink) {
        this.delivery = new Delivery(sink);
        Threads threads = new Threads(null);
        this.partials = new PartialCalls(delivery, threads::born);
        this.lines = new LineReader(new CallNames(filter), partials, threads, delivery);
    }

    /** Takes the lines in their order. */
    LineReader lines() {
        return lines;
    }

    /** Reads the lines that follow, to the end. */
    ParseSummary read(LineSource source) throws IOException {
        while (source.next()) {
            lines.accept(source);
        }
        return end(source.number);
    }

    /** The stream has ended. @param count of its lines */
    ParseSummary end(long count) {
        partials.endOfFile(null, count);
        partials.finish();
        return delivery.summary();
    }
}
