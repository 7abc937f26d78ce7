package io.jaildeps.trace.truss;

import io.jaildeps.trace.Arg;
import io.jaildeps.trace.CallFilter;
import io.jaildeps.trace.ParseSummary;
import io.jaildeps.trace.TraceEvent;
import io.jaildeps.trace.TraceParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a parser made of a trace. */
record Reading(ParseSummary summary, List<TraceEvent> events) {
    static final CallFilter ALL = new CallFilter.All();

    static Reading freebsd(String... lines) {
        return of(new FreebsdTrussParser(ALL), lines);
    }

    static Reading solaris(String... lines) {
        return of(new SolarisTrussParser(ALL), lines);
    }

    static Reading aix(String... lines) {
        return of(new AixTrussParser(ALL), lines);
    }

    static Reading tusc(String... lines) {
        return of(new TuscParser(ALL), lines);
    }

    static Reading of(TraceParser parser, String... lines) {
        return ofBytes(parser, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    static Reading ofBytes(TraceParser parser, byte[] trace) {
        List<TraceEvent> events = new ArrayList<>();
        try {
            return new Reading(parser.parse(new ByteArrayInputStream(trace), events::add), events);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Reading ofFile(TraceParser parser, Path file) {
        try {
            return ofBytes(parser, Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static CallFilter only(String... names) {
        return new CallFilter.Only(Set.of(names));
    }

    <T extends TraceEvent> List<T> all(Class<T> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    List<TraceEvent.Call> calls() {
        return all(TraceEvent.Call.class);
    }

    List<TraceEvent.Unparsed> unparsed() {
        return all(TraceEvent.Unparsed.class);
    }

    TraceEvent.Call call() {
        if (calls().size() != 1 || !unparsed().isEmpty()) {
            throw new AssertionError("not one call: " + events);
        }
        return calls().get(0);
    }

    /** The strings among the only call's arguments. */
    List<String> texts() {
        return call().args().stream()
                .filter(Arg.Text.class::isInstance)
                .map(arg -> ((Arg.Text) arg).bytes())
                .toList();
    }
}
