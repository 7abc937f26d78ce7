package io.jaildeps.trace.dtrace;

import io.jaildeps.trace.Bytes;
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
 * Reads what macOS's fs_usage(1) printed, wide (-w) or narrow.
 *
 * <p>It prints no process numbers: the thread's number stands for them, and in narrow output every call is {@link
 * io.jaildeps.trace.Pid#UNNAMED}'s. Of a call it prints one path, of mount two; of rename and link the first. Narrow
 * output tells no results: these are {@link io.jaildeps.trace.Outcome.Unknown}. What the kernel did by itself (page
 * faults, disk transfers) is passed over.
 */
public final class FsUsageParser implements TraceParser {
    private static final int BUFFER_BYTES = 1 << 16;
    /** As many times are looked at for the beginning of a line. */
    private static final int MOST_PLACES = 8;

    private final CallFilter filter;

    public FsUsageParser(CallFilter filter) {
        this.filter = filter;
    }

    @Override
    public ParseSummary parse(InputStream trace, Consumer<? super TraceEvent> sink) throws IOException {
        Delivery delivery = new Delivery(sink);
        KernelNumbers numbers = new KernelNumbers(TraceSystem.MACOS);
        LineSource lines = new LineSource(trace, BUFFER_BYTES);
        while (lines.next()) {
            delivery.countLine();
            int end = lines.end;
            int next = nextLine(lines);
            while (next > 0) {
                lines.end = next;
                accept(lines, numbers, delivery);
                lines.start = next;
                lines.end = end;
                next = nextLine(lines);
            }
            accept(lines, numbers, delivery);
        }
        return delivery.summary();
    }

    /** Where a second line begins whose newline was lost, or -1. */
    private static int nextLine(LineSource line) {
        int at = line.tooLong ? -1 : FsUsageLine.nextClock(line.bytes, line.start + 1, line.end);
        for (int tries = 1; at > 0 && FsUsageLine.read(line.bytes, line.start, at) == null; tries++) {
            at = tries < MOST_PLACES ? FsUsageLine.nextClock(line.bytes, at + 1, line.end) : -1;
        }
        return at > 0 && FsUsageLine.read(line.bytes, at, line.end) != null ? at : -1;
    }

    private void accept(LineSource line, KernelNumbers numbers, Delivery delivery) {
        FsUsageLine read = line.tooLong ? null : FsUsageLine.read(line.bytes, line.start, line.end);
        if (read == null) {
            if (line.tooLong || Bytes.skipBlanks(line.bytes, line.start, line.end) < line.end) {
                String text = Delivery.snippet(line.bytes, line.start, line.end);
                String reason = line.tooLong ? "longer than 1 MiB" : "not a line of fs_usage";
                delivery.unparsed(new TraceEvent.Unparsed(line.number, text, reason));
            }
        } else if (read.isCall()) {
            if (filter.wants(read.name())) {
                delivery.call(new FsUsageCall(read, FsUsageColumns.read(read), numbers).event(line.number), true);
            } else {
                delivery.countSkipped();
            }
        }
    }
}
