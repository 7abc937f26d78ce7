package io.jaildeps.tracer;

import io.jaildeps.path.HostPath;
import io.jaildeps.trace.TraceSystem;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The options that make a tracer follow all processes and tell what a manifest needs. */
final class TracerOptions {
    /** How many bytes of a string that is not a path are printed: enough for most command lines. */
    private static final String STRING_LIMIT = "256";

    private TracerOptions() {}

    /** @param calls of Linux; elsewhere all calls are recorded, for the others' tables differ from release to release */
    static List<String> of(RunSpec.Tracing tracing, HostPath trace, Set<String> calls) {
        return switch (tracing.tracer().kind()) {
            case STRACE -> strace(tracing, trace, calls);
            case TRUSS -> truss(tracing.tracer().system(), trace);
            case KTRACE ->
                List.of("-i", "-f", trace.bytes(), "-t", points(tracing.tracer().system()));
        };
    }

    private static List<String> strace(RunSpec.Tracing tracing, HostPath trace, Set<String> calls) {
        String expression =
                "trace=" + new TreeSet<>(calls).stream().map(call -> "?" + call).collect(Collectors.joining(","));
        return tracing.seccomp()
                ? List.of("-f", "-y", "-s", STRING_LIMIT, "-o", trace.bytes(), "--seccomp-bpf", "-e", expression, "--")
                : List.of("-f", "-y", "-s", STRING_LIMIT, "-o", trace.bytes(), "-e", expression, "--");
    }

    private static List<String> truss(TraceSystem system, HostPath trace) {
        return switch (system) {
            // without -v the names of sockets are addresses
            case ILLUMOS -> List.of("-f", "-a", "-v", "connect,bind", "-o", trace.bytes());
            case AIX -> List.of("-f", "-a", "-o", trace.bytes());
            default -> List.of("-f", "-a", "-s", STRING_LIMIT, "-o", trace.bytes());
        };
    }

    /** The trace points of ktrace(1): calls, names that are looked up, signals; structures and arguments where there are. */
    private static String points(TraceSystem system) {
        return switch (system) {
            case OPENBSD -> "cnstx";
            case NETBSD -> "cnsv";
            case DRAGONFLY -> "cns";
            default -> "cnst";
        };
    }
}
