package io.jaildeps.trace.dtrace;

import io.jaildeps.trace.Arg;
import io.jaildeps.trace.CallFilter;
import io.jaildeps.trace.ParseSummary;
import io.jaildeps.trace.TraceEvent;
import io.jaildeps.trace.TraceParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a parser made of a trace. */
record Reading(ParseSummary summary, List<TraceEvent> events) {
    static final CallFilter ALL = new CallFilter.All();

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
        if (calls().size() != 1 || events.size() != 1) {
            throw new AssertionError("not one call: " + events);
        }
        return calls().get(0);
    }

    static Arg word(String text) {
        return new Arg.Word(text);
    }

    static Arg text(String bytes) {
        return new Arg.Text(bytes, false);
    }
}
