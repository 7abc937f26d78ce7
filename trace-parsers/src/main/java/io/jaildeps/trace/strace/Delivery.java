package io.jaildeps.trace.strace;

import io.jaildeps.trace.ParseSummary;
import io.jaildeps.trace.TraceEvent;
import java.util.function.Consumer;

/** Hands events on and counts them. */
final class Delivery {
    private static final int SNIPPET = 200;

    private final Consumer<? super TraceEvent> sink;
    private long lines;
    private long calls;
    private long skipped;
    private long unparsed;

    Delivery(Consumer<? super TraceEvent> sink) {
        this.sink = sink;
    }

    void countLine() {
        lines++;
    }

    /** A call passed by that nobody wants. */
    void countSkipped() {
        skipped++;
    }

    void call(TraceEvent.Call call, boolean wanted) {
        if (wanted) {
            calls++;
            sink.accept(call);
        } else {
            skipped++;
        }
    }

    void unparsed(TraceEvent.Unparsed event) {
        unparsed++;
        sink.accept(event);
    }

    /** Anything that is not counted by itself. */
    void other(TraceEvent event) {
        sink.accept(event);
    }

    ParseSummary summary() {
        return new ParseSummary(lines, calls, skipped, unparsed);
    }

    static String snippet(byte[] b, int from, int to) {
        return Bytes.text(b, from, Math.min(to, from + SNIPPET));
    }
}
