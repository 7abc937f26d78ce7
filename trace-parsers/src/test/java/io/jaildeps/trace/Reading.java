package io.jaildeps.trace;

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
public record Reading(ParseSummary summary, List<TraceEvent> events) {
    public static final CallFilter ALL = new CallFilter.All();

    /** Of lines, each ended by a newline. */
    public static Reading of(TraceParser parser, String... lines) {
        return ofBytes(parser, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    public static Reading ofBytes(TraceParser parser, byte[] trace) {
        return ofStream(parser, new ByteArrayInputStream(trace));
    }

    public static Reading ofStream(TraceParser parser, InputStream trace) {
        List<TraceEvent> events = new ArrayList<>();
        try (trace) {
            return new Reading(parser.parse(trace, events::add), events);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Reading ofFile(TraceParser parser, Path file) {
        try {
            return ofStream(parser, Files.newInputStream(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static CallFilter only(String... names) {
        return new CallFilter.Only(Set.of(names));
    }

    public <T extends TraceEvent> List<T> all(Class<T> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    public List<TraceEvent.Call> calls() {
        return all(TraceEvent.Call.class);
    }

    public List<TraceEvent.Unparsed> unparsed() {
        return all(TraceEvent.Unparsed.class);
    }

    /** The only call, of a trace in which all is read. */
    public TraceEvent.Call call() {
        if (calls().size() != 1 || !unparsed().isEmpty()) {
            throw new AssertionError("not one call: " + events);
        }
        return calls().get(0);
    }

    /** The only call, of a trace in which nothing else is. */
    public TraceEvent.Call onlyEvent() {
        if (events.size() != 1) {
            throw new AssertionError("not one call: " + events);
        }
        return call();
    }

    /** The strings among the only call's arguments. */
    public List<String> texts() {
        return call().args().stream()
                .filter(Arg.Text.class::isInstance)
                .map(arg -> ((Arg.Text) arg).bytes())
                .toList();
    }
}
