package io.jaildeps.cli;

import io.jaildeps.access.AccessReader;
import io.jaildeps.access.RunFacts;
import io.jaildeps.build.RecordedRun;
import io.jaildeps.manifest.PathText;
import io.jaildeps.reports.JsonLines;
import io.jaildeps.reports.TraceCount;
import io.jaildeps.trace.ParseSummary;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** How much there is in each trace: all of it is read as for a manifest, but nothing is looked up in any tree. */
final class TraceCounts {
    private final List<TraceSource> sources;
    private final String cwd;
    private final List<RunFacts> facts = new ArrayList<>();

    /** @param cwd where the programs were started; empty if it is not known */
    TraceCounts(List<TraceSource> sources, String cwd) {
        this.sources = sources;
        this.cwd = cwd;
    }

    /** One line a trace. */
    void write(Writer out) throws BadInput, IOException {
        try (JsonLines lines = new JsonLines(out)) {
            for (TraceSource source : sources) {
                lines.write(count(source));
            }
        }
    }

    private TraceCount count(TraceSource source) throws BadInput, IOException {
        try (OpenTrace trace = source.open()) {
            AtomicLong accesses = new AtomicLong();
            RecordedRun run =
                    new RecordedRun(trace.withPaths().system(), cwd, "", access -> accesses.incrementAndGet());
            ParseSummary read = trace.read(AccessReader.filter(trace.system()), run);
            run.finish();
            facts.add(run.facts());
            return new TraceCount(
                    PathText.toText(trace.name()),
                    new TraceCount.Read(read.lines(), read.calls(), read.skipped(), read.unparsed()),
                    accesses.get(),
                    run.accesses().pathCount());
        }
    }

    /** What each trace says besides. */
    List<RunFacts> facts() {
        return facts;
    }
}
