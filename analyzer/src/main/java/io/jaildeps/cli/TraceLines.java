package io.jaildeps.cli;

import io.jaildeps.access.AccessReader;
import io.jaildeps.access.RunFacts;
import io.jaildeps.path.JailPath;
import io.jaildeps.publish.AccessLines;
import io.jaildeps.publish.EventLines;
import io.jaildeps.reports.AccessLine;
import io.jaildeps.reports.EventLine;
import io.jaildeps.reports.JsonLines;
import io.jaildeps.trace.CallFilter;
import io.jaildeps.trace.TraceSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Traces as lines of JSON, one source after the other, in memory that does not grow with them. */
final class TraceLines {
    private final List<TraceSource> sources;
    private final String cwd;
    private final boolean events;
    private final List<RunFacts> facts = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private Unplaced unplaced = Unplaced.NONE;

    /** @param events lines of events; otherwise of accesses */
    TraceLines(List<TraceSource> sources, String cwd, boolean events) {
        this.sources = sources;
        this.cwd = cwd;
        this.events = events;
    }

    void write(Writer out) throws BadInput, IOException {
        try (JsonLines lines = new JsonLines(out)) {
            for (TraceSource source : sources) {
                write(source, lines);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void write(TraceSource source, JsonLines lines) throws BadInput, IOException {
        try (OpenTrace trace = source.open()) {
            if (!events) {
                trace.withPaths();
            }
            trace.pathless()
                    .ifPresent(lack ->
                            warnings.add("warning: the events of " + trace.name() + " name no files: this is " + lack));
            TraceSystem system = trace.system();
            RunFacts seen = new RunFacts(system);
            facts.add(seen);
            Optional<EventLines> calls =
                    events ? Optional.of(new EventLines(system, line -> put(lines, line))) : Optional.empty();
            AccessReader reader = new AccessReader(
                    system,
                    JailPath.ROOT,
                    cwd,
                    access -> calls.ifPresentOrElse(
                            waiting -> waiting.access(access), () -> put(lines, AccessLines.of(access))));
            try {
                trace.read(events ? new CallFilter.All() : AccessReader.filter(system), event -> {
                    calls.ifPresent(waiting -> waiting.event(event));
                    reader.accept(event);
                    seen.accept(event);
                    calls.ifPresent(waiting -> waiting.settle(reader));
                });
            } finally {
                // what was read of a trace that is damaged further on is told as well
                reader.finish();
                calls.ifPresent(EventLines::finish);
                unplaced = unplaced.and(reader);
            }
        }
    }

    private static void put(JsonLines lines, EventLine line) {
        try {
            lines.write(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void put(JsonLines lines, AccessLine line) {
        try {
            lines.write(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What makes the lines less than they could be, in words. */
    List<String> warnings() {
        List<String> all = new ArrayList<>(warnings);
        all.addAll(Warnings.ofUnplaced(unplaced));
        return all;
    }

    /** What each trace says besides. */
    List<RunFacts> facts() {
        return facts;
    }
}
