package io.jaildeps.trace.dtrace;

import io.jaildeps.trace.CallFilter;
import io.jaildeps.trace.Delivery;
import io.jaildeps.trace.LineSource;
import io.jaildeps.trace.ParseSummary;
import io.jaildeps.trace.TraceEvent;
import io.jaildeps.trace.TraceParser;
import io.jaildeps.trace.TraceSystem;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/**
 * Reads what dtruss(1m) printed, with any of its options and with what else was written to the same terminal.
 *
 * <p>A call is printed when it returns, so a call that never returns (exit) is not there. Arguments beyond a call's own
 * are stale registers. A string that reaches DTrace's limit is marked as cut. Of a trace without process numbers every
 * call is {@link io.jaildeps.trace.Pid#UNNAMED}'s.
 */
public final class DtrussParser implements TraceParser {
    private static final int BUFFER_BYTES = 1 << 16;

    private final CallFilter filter;
    private final TraceSystem system;

    /** For macOS. */
    public DtrussParser(CallFilter filter) {
        this(filter, TraceSystem.MACOS);
    }

    /** @param system what ran below: whose numbers they are */
    public DtrussParser(CallFilter filter, TraceSystem system) {
        this.filter = filter;
        this.system = system;
    }

    @Override
    public ParseSummary parse(InputStream trace, Consumer<? super TraceEvent> sink) throws IOException {
        Delivery delivery = new Delivery(sink);
        DtrussLines reader = new DtrussLines(filter, new KernelNumbers(system), delivery);
        LineSource lines = new LineSource(trace, BUFFER_BYTES);
        while (lines.next()) {
            reader.accept(lines);
        }
        reader.finish();
        return delivery.summary();
    }
}
