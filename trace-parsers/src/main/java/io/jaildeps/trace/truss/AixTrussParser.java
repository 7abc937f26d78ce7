package io.jaildeps.trace.truss;

import io.jaildeps.trace.CallFilter;
import io.jaildeps.trace.Delivery;
import io.jaildeps.trace.ParseSummary;
import io.jaildeps.trace.TraceEvent;
import io.jaildeps.trace.TraceParser;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/**
 * Reads what AIX's truss(1) wrote, whatever its options. With {@code -l} but without {@code -f} the number in front of a
 * line is a thread's, which can not be told from a process's.
 *
 * <p>The child's return from a fork tells nothing of its parent and is delivered as a call of the child that returned
 * zero. {@code _exit} is followed by {@link TraceEvent.Exited}.
 */
public final class AixTrussParser implements TraceParser {
    private final CallFilter filter;

    /** @param filter the calls to deliver */
    public AixTrussParser(CallFilter filter) {
        this.filter = filter;
    }

    @Override
    public ParseSummary parse(InputStream trace, Consumer<? super TraceEvent> sink) throws IOException {
        return new SvrLines(new SvrDialect("-2", "0xFFFFFFFE"), filter, new Delivery(sink)).readAll(trace);
    }
}
