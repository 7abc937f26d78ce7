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
 * Reads what HP-UX's tusc(1) wrote: the dots before the result, and any of its prefixes. The child's return from a fork
 * is delivered as the parent's if the parent's has not been seen. {@code exit} is followed by {@link TraceEvent.Exited}.
 */
public final class TuscParser implements TraceParser {
    private final CallFilter filter;

    /** @param filter the calls to deliver */
    public TuscParser(CallFilter filter) {
        this.filter = filter;
    }

    @Override
    public ParseSummary parse(InputStream trace, Consumer<? super TraceEvent> sink) throws IOException {
        return new SvrLines(new TuscDialect(), filter, new Delivery(sink)).readAll(trace);
    }
}
