package io.jaildeps.verdict;

import io.jaildeps.trace.CallFilter;
import io.jaildeps.trace.TraceFormat;
import io.jaildeps.trace.TraceParser;
import io.jaildeps.trace.TraceSystem;
import io.jaildeps.trace.any.Detected;
import io.jaildeps.trace.any.Parsers;
import io.jaildeps.tracer.TracedRun;
import io.jaildeps.tracer.Tracer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.concurrent.TimeUnit;

/**
 * A trace that is still being written. Tracers of one name write different formats on different systems: what this one
 * writes is told from its beginning.
 *
 * @param bytes all of it, its beginning too
 */
record LiveTrace(Detected detected, InputStream bytes) {
    /** Enough for some calls: a format is hard to tell from one line. */
    private static final int HEAD_BYTES = 2048;

    private static final int POLL_MILLIS = 5;
    private static final int QUIET_POLLS = 60;

    /** Waits for the beginning, unless the tracer's name tells all. */
    static LiveTrace of(TracedRun run) throws IOException, InterruptedException {
        InputStream trace = run.trace();
        if (run.tracedBy().kind() == Tracer.Kind.STRACE) {
            return new LiveTrace(new Detected(TraceFormat.STRACE, TraceSystem.LINUX, Detected.Lack.NOTHING), trace);
        }
        byte[] head = trace.readNBytes((int) Math.min(HEAD_BYTES, begun(run)));
        Detected detected = Detected.of(head);
        return new LiveTrace(
                detected.format().isRead() ? detected : usual(run.tracedBy()),
                new SequenceInputStream(new ByteArrayInputStream(head), trace));
    }

    /** Waits until there is enough, or no more comes for a while; how many bytes there are then. */
    private static long begun(TracedRun run) throws IOException, InterruptedException {
        long size = 0;
        int still = 0;
        while (size < HEAD_BYTES && !run.awaitEnd(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
            long now = run.recordedBytes();
            still = now == size && now > 0 ? still + 1 : 0;
            size = now;
            if (still > QUIET_POLLS) {
                break;
            }
        }
        return run.recordedBytes();
    }

    /** What a tracer writes on the system that we run on. */
    private static Detected usual(Tracer tracer) {
        if (tracer.kind() == Tracer.Kind.KTRACE) {
            return new Detected(TraceFormat.KTRACE, tracer.system(), Detected.Lack.NOTHING);
        }
        return switch (tracer.system()) {
            case ILLUMOS -> new Detected(TraceFormat.SOLARIS_TRUSS, TraceSystem.ILLUMOS, Detected.Lack.NOTHING);
            case AIX -> new Detected(TraceFormat.AIX_TRUSS, TraceSystem.AIX, Detected.Lack.NOTHING);
            default -> new Detected(TraceFormat.FREEBSD_TRUSS, TraceSystem.FREEBSD, Detected.Lack.NOTHING);
        };
    }

    TraceParser parser(CallFilter filter) {
        return Parsers.of(detected, filter);
    }
}
