package io.jaildeps.trace.strace;

import io.jaildeps.trace.CallFilter;
import io.jaildeps.trace.ParseSummary;
import io.jaildeps.trace.TraceEvent;
import io.jaildeps.trace.TraceParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
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

    static Reading of(String... lines) {
        return of(ALL, lines);
    }

    static Reading of(CallFilter filter, String... lines) {
        return ofBytes(filter, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    static Reading ofBytes(CallFilter filter, byte[] trace) {
        return ofStream(filter, new ByteArrayInputStream(trace));
    }

    static Reading ofStream(CallFilter filter, InputStream trace) {
        List<TraceEvent> events = new ArrayList<>();
        TraceParser parser = new StraceParser(filter);
        try (trace) {
            ParseSummary summary = parser.parse(trace, events::add);
            return new Reading(summary, events);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Reading ofFile(Path file) {
        try {
            return ofStream(ALL, Files.newInputStream(file));
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
}
