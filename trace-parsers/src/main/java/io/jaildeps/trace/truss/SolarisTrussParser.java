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
 * Reads what truss(1) of Solaris and illumos wrote, whatever its options; UnixWare's, too.
 *
 * <p>The socket addresses that {@code -v} prints on the next line, and the strings of {@code -x}, are put into their
 * call. A call that slept is printed twice and delivered once. A fork is printed in parent and child and delivered once,
 * as the parent's and at the earlier of both. {@code _exit} is followed by {@link TraceEvent.Exited}. AT_FDCWD is
 * recognised by its number. Without {@code -f} all is done by {@link io.jaildeps.trace.Pid#UNNAMED}.
 */
public final class SolarisTrussParser implements TraceParser {
    private final CallFilter filter;

    /** @param filter the calls to deliver */
    public SolarisTrussParser(CallFilter filter) {
        this.filter = filter;
    }

    @Override
    public ParseSummary parse(InputStream trace, Consumer<? super TraceEvent> sink) throws IOException {
        return new SvrLines(new SvrDialect("-3041965", "0xFFD19553"), filter, new Delivery(sink)).readAll(trace);
    }
}
