package io.jaildeps.trace.fuzz;

import io.jaildeps.trace.CallFilter;
import io.jaildeps.trace.TraceFormat;
import io.jaildeps.trace.TraceParser;
import io.jaildeps.trace.TraceSystem;
import io.jaildeps.trace.any.Detected;
import io.jaildeps.trace.any.Parsers;
import io.jaildeps.trace.dtrace.DtrussParser;
import io.jaildeps.trace.ktrace.KdumpParser;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What is fed with bytes: each parser, and the detection of formats with the parser that it chooses. */
enum Target {
    STRACE(TraceFormat.STRACE),
    FREEBSD_TRUSS(TraceFormat.FREEBSD_TRUSS),
    SOLARIS_TRUSS(TraceFormat.SOLARIS_TRUSS),
    AIX_TRUSS(TraceFormat.AIX_TRUSS),
    TUSC(TraceFormat.TUSC),
    KDUMP(TraceFormat.KDUMP) {
        @Override
        List<TraceParser> parsers(CallFilter filter) {
            return List.of(new KdumpParser(filter), new KdumpParser(filter, TraceSystem.NETBSD));
        }
    },
    KTRACE(TraceFormat.KTRACE),
    DTRUSS(TraceFormat.DTRUSS) {
        @Override
        List<TraceParser> parsers(CallFilter filter) {
            return List.of(new DtrussParser(filter), new DtrussParser(filter, TraceSystem.ILLUMOS));
        }
    },
    FS_USAGE(TraceFormat.FS_USAGE),
    DETECTION(TraceFormat.TEXT) {
        @Override
        void check(byte[] trace) {
            Detected detected = Detected.of(trace);
            Soundness.that(detected.equals(Detected.of(trace.clone())), "the same bytes are of two formats");
            Soundness.that(!detected.found().isEmpty(), "nothing is said about what was found");
            for (TraceFormat format : TraceFormat.values()) {
                Soundness.that(Detected.as(format, trace).format() == format, "another format than the one named");
            }
            if (detected.format().isRead()) {
                new Soundness(detected.format(), Parsers.of(detected, ALL)).check(trace);
            }
        }
    };

    private static final CallFilter ALL = new CallFilter.All();
    private static final CallFilter SOME =
            new CallFilter.Only(Set.of("open", "openat", "execve", "fork", "clone", "connect", "_exit", "readlink"));

    private final TraceFormat format;

    Target(TraceFormat format) {
        this.format = format;
    }

    /** As its folder of seeds is called, such as {@code freebsd-truss}. */
    String word() {
        return format.isRead() ? format.word() : name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if there is none of this name */
    static Target of(String word) {
        return Arrays.stream(values())
                .filter(target -> target.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("cannot fuzz " + word + ": not one of "
                        + Arrays.stream(values()).map(Target::word).collect(Collectors.joining(", "))));
    }

    List<TraceParser> parsers(CallFilter filter) {
        return List.of(Parsers.of(Detected.as(format, new byte[0]), filter));
    }

    /** @throws AssertionError if something does not hold that should of any bytes */
    void check(byte[] trace) {
        for (CallFilter filter : List.of(ALL, SOME)) {
            for (TraceParser parser : parsers(filter)) {
                new Soundness(format, parser).check(trace);
            }
        }
    }
}
