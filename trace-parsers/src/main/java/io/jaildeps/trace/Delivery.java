package io.jaildeps.trace;

import java.util.function.Consumer;

/** Hands events on and counts them. */
public final class Delivery {
    private static final int SNIPPET = 200;

    private final Consumer<? super TraceEvent> sink;
    private long lines;
    private long calls;
    private long skipped;
    private long unparsed;

    public Delivery(Consumer<? super TraceEvent> sink) {
        this.sink = sink;
    }

    public void countLine() {
        lines++;
    }

    /** A call passed by that nobody wants. */
    public void countSkipped() {
        skipped++;
    }

    public void call(TraceEvent.Call call, boolean wanted) {
        if (wanted) {
            calls++;
            sink.accept(call);
        } else {
            skipped++;
        }
    }

    public void unparsed(TraceEvent.Unparsed event) {
        unparsed++;
        sink.accept(event);
    }

    /** What stands in {@code [from, to)} is nothing that can be read. */
    public void unparsed(long line, byte[] b, int from, int to, String reason) {
        unparsed(new TraceEvent.Unparsed(line, snippet(b, from, to), reason));
    }

    /** What stands in {@code [from, to)} is said of the run and is no call. */
    public void note(long line, byte[] b, int from, int to) {
        other(new TraceEvent.Note(line, snippet(b, from, to)));
    }

    /** Anything that is not counted by itself. */
    public void other(TraceEvent event) {
        sink.accept(event);
    }

    public ParseSummary summary() {
        return new ParseSummary(lines, calls, skipped, unparsed);
    }

    public static String snippet(byte[] b, int from, int to) {
        return Bytes.text(b, from, Math.min(to, from + SNIPPET));
    }
}
