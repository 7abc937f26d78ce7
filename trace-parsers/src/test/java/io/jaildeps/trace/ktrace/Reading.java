package io.jaildeps.trace.ktrace;

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

    static Reading of(TraceParser parser, InputStream trace) {
        List<TraceEvent> events = new ArrayList<>();
        try (trace) {
            ParseSummary summary = parser.parse(trace, events::add);
            return new Reading(summary, events);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Reading binary(byte[] trace) {
        return of(new KtraceParser(ALL), new ByteArrayInputStream(trace));
    }

    static Reading binary(Path file) {
        return binary(bytes(file));
    }

    /** Lines of kdump, each ended by a newline. */
    static Reading text(String... lines) {
        return text((String.join("\n", lines) + "\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    static Reading text(byte[] trace) {
        return of(new KdumpParser(ALL), new ByteArrayInputStream(trace));
    }

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
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

    /** The only call, of a trace in which all is read. */
    TraceEvent.Call call() {
        if (calls().size() != 1 || !unparsed().isEmpty()) {
            throw new AssertionError("not one call: " + events);
        }
        return calls().get(0);
    }
}
