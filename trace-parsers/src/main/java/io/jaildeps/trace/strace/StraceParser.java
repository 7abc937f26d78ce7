package io.jaildeps.trace.strace;

import io.jaildeps.trace.CallFilter;
import io.jaildeps.trace.Delivery;
import io.jaildeps.trace.LineSource;
import io.jaildeps.trace.ParseSummary;
import io.jaildeps.trace.Pid;
import io.jaildeps.trace.TraceEvent;
import io.jaildeps.trace.TraceParser;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/**
 * Reads what strace(1) wrote into one file or to standard error, whatever its options.
 *
 * <p>A call whose beginning was not recorded ({@code <... read resumed>} without a {@code read(} before it) is delivered
 * without arguments. A call that never ended has the outcome {@link io.jaildeps.trace.Outcome.Unfinished}. An execve in a
 * thread is delivered behind its {@link TraceEvent.Superseded}, with the number that the thread has then. Stacks (-k),
 * dumps (-e write=) and the rows of the table of -c are read and passed over. The first thread of a trace that does not
 * number it is {@link Pid#UNNAMED} throughout, also where later lines number it.
 */
public final class StraceParser implements TraceParser {
    private static final int BUFFER_BYTES = 1 << 16;

    private final CallFilter filter;

    /** @param filter the calls to deliver */
    public StraceParser(CallFilter filter) {
        this.filter = filter;
    }

    @Override
    public ParseSummary parse(InputStream trace, Consumer<? super TraceEvent> sink) throws IOException {
        Delivery delivery = new Delivery(sink);
        Threads threads = new Threads(null);
        PartialCalls partials = new PartialCalls(delivery, threads::born);
        LineReader reader = new LineReader(new CallNames(filter), partials, threads, delivery);
        LineSource lines = new LineSource(trace, BUFFER_BYTES);
        while (lines.next()) {
            reader.accept(lines);
        }
        reader.finish();
        partials.endOfFile(null, lines.number);
        partials.finish();
        return delivery.summary();
    }
}
