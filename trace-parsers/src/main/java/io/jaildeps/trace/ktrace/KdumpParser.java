package io.jaildeps.trace.ktrace;

import io.jaildeps.trace.CallFilter;
import io.jaildeps.trace.Delivery;
import io.jaildeps.trace.LineSource;
import io.jaildeps.trace.ParseSummary;
import io.jaildeps.trace.TraceEvent;
import io.jaildeps.trace.TraceParser;
import io.jaildeps.trace.TraceSystem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads what kdump(1) of FreeBSD, DragonFly, NetBSD, OpenBSD and old Mac OS X prints of a {@code ktrace.out}, whatever its
 * options.
 *
 * <p>Events are those of {@link KtraceParser}; the arguments are as printed: {@code 0x5}, {@code 69}, {@code
 * 0x100000<O_RDONLY|O_CLOEXEC>} (the number, then the flags' names), {@code O_RDONLY}, {@code 1.37<kern.arnd>}; a
 * printed {@code AT_FDCWD} is a descriptor. A path is there when the next record begins, as it may have newlines in it.
 */
public final class KdumpParser implements TraceParser {
    private static final int BUFFER_BYTES = 1 << 18;

    private final CallFilter filter;
    private final @Nullable TraceSystem system;

    /** Of a system that {@link KdumpSystem} guesses, for which the stream's beginning is awaited. */
    public KdumpParser(CallFilter filter) {
        this.filter = filter;
        this.system = null;
    }

    /** @param system FREEBSD, DRAGONFLY, NETBSD, OPENBSD or MACOS */
    public KdumpParser(CallFilter filter, TraceSystem system) {
        this.filter = filter;
        this.system = system;
    }

    @Override
    public ParseSummary parse(InputStream trace, Consumer<? super TraceEvent> sink) throws IOException {
        if (system != null) {
            return parse(trace, system, sink);
        }
        byte[] head = trace.readNBytes(KdumpSystem.HEAD_BYTES);
        InputStream whole = new SequenceInputStream(new ByteArrayInputStream(head), trace);
        return parse(whole, KdumpSystem.guess(head), sink);
    }

    private ParseSummary parse(InputStream trace, TraceSystem of, Consumer<? super TraceEvent> sink)
            throws IOException {
        Delivery delivery = new Delivery(sink);
        CallJoiner joiner = new CallJoiner(delivery);
        KdumpReader reader = new KdumpReader(of, filter, joiner, delivery);
        LineSource lines = new LineSource(trace, BUFFER_BYTES);
        while (lines.next()) {
            reader.accept(lines);
        }
        reader.finish();
        joiner.finish();
        joiner.note(lines.number).ifPresent(delivery::other);
        return delivery.summary();
    }
}
