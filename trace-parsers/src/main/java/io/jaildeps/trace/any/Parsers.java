package io.jaildeps.trace.any;

import io.jaildeps.trace.CallFilter;
import io.jaildeps.trace.TraceParser;
import io.jaildeps.trace.dtrace.DtrussParser;
import io.jaildeps.trace.dtrace.FsUsageParser;
import io.jaildeps.trace.ktrace.KdumpParser;
import io.jaildeps.trace.ktrace.KtraceParser;
import io.jaildeps.trace.strace.StraceParser;
import io.jaildeps.trace.truss.AixTrussParser;
import io.jaildeps.trace.truss.FreebsdTrussParser;
import io.jaildeps.trace.truss.SolarisTrussParser;
import io.jaildeps.trace.truss.TuscParser;

/** The parser of each format. */
public final class Parsers {
    private Parsers() {}

    /**
     * For what was recorded before: reads ahead of what it delivers, in another thread.
     *
     * @throws IllegalArgumentException as {@link #of}
     */
    public static TraceParser ofRecorded(Detected detected, CallFilter filter) {
        return new ReadAhead(of(detected, filter));
    }

    /** @throws IllegalArgumentException if the format is one that is refused, see {@link io.jaildeps.trace.TraceFormat#isRead} */
    public static TraceParser of(Detected detected, CallFilter filter) {
        return switch (detected.format()) {
            case STRACE -> new StraceParser(filter);
            case FREEBSD_TRUSS -> new FreebsdTrussParser(filter);
            case SOLARIS_TRUSS -> new SolarisTrussParser(filter);
            case AIX_TRUSS -> new AixTrussParser(filter);
            case TUSC -> new TuscParser(filter);
            case KDUMP -> new KdumpParser(filter, detected.system());
            case KTRACE -> new KtraceParser(filter);
            case DTRUSS -> new DtrussParser(filter, detected.system());
            case FS_USAGE -> new FsUsageParser(filter);
            default -> throw new IllegalArgumentException("no parser reads " + detected.format());
        };
    }
}
