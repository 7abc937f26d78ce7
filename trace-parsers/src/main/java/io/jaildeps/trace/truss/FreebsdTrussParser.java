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
 * Reads what FreeBSD's truss(1) wrote, from FreeBSD 3 to 15, whatever its options.
 *
 * <p>Names of calls are those of the kernel's table: {@code linux_open} stays, as its flags are Linux's, but what older
 * and 32-bit programs call ({@code compat11.stat}, {@code freebsd32_stat}) loses its prefix. Errors are numbers there and
 * get FreeBSD's names here, or Linux's for a call of that ABI. Addresses of sockets and argument vectors come in strace's
 * notation. A path that the tracer could not read ({@code "(null)"}) is a word. A call that does not return ({@code
 * exit}) has the outcome {@link io.jaildeps.trace.Outcome.Unknown}. Without {@code -f} all is done by {@link
 * io.jaildeps.trace.Pid#UNNAMED}.
 */
public final class FreebsdTrussParser implements TraceParser {
    private final CallFilter filter;

    /** @param filter the calls to deliver */
    public FreebsdTrussParser(CallFilter filter) {
        this.filter = filter;
    }

    @Override
    public ParseSummary parse(InputStream trace, Consumer<? super TraceEvent> sink) throws IOException {
        return new FreebsdLines(filter, new Delivery(sink)).readAll(trace);
    }
}
