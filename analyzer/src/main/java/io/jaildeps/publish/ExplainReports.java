package io.jaildeps.publish;

import io.jaildeps.access.FileAccess;
import io.jaildeps.build.TraceEvidence;
import io.jaildeps.manifest.Explanation;
import io.jaildeps.path.Printable;
import io.jaildeps.reports.ExplainReport;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the report of why a path is in a manifest, or why it is not. */
public final class ExplainReports {
    private ExplainReports() {}

    /** What the manifest alone says. */
    public static ExplainReport of(Explanation explanation) {
        return report(explanation, Optional.empty(), Map.of());
    }

    /** With what a trace shows. @param lines the text of the trace's lines, where it is at hand */
    public static ExplainReport of(TraceEvidence evidence, Map<Long, String> lines) {
        return report(evidence.completed(), Optional.of(evidence), lines);
    }

    private static ExplainReport report(
            Explanation explanation, Optional<TraceEvidence> evidence, Map<Long, String> lines) {
        return new ExplainReport(
                explanation.asked().toString(),
                ManifestReports.texts(explanation.links()),
                explanation.path().toString(),
                ExplainReport.Standing.valueOf(explanation.standing().name()),
                explanation.words(),
                explanation.chain().stream()
                        .map(step -> new ExplainReport.Step(
                                step.path().toString(),
                                step.reason(),
                                evidence.flatMap(trace -> trace.of(step)).map(access -> event(access, lines))))
                        .toList(),
                explanation.others(),
                evidence.map(TraceEvidence::sightings).orElse(List.of()).stream()
                        .map(access -> event(access, lines))
                        .toList(),
                ManifestReports.texts(explanation.nearest()));
    }

    private static ExplainReport.Event event(FileAccess access, Map<Long, String> lines) {
        return new ExplainReport.Event(
                access.line(),
                access.actor().pid().number(),
                Printable.of(access.actor().program()),
                access.call(),
                access.kind().participle(),
                access.succeeded() ? "succeeded" : access.errno().equals("?") ? "its end is not known" : access.errno(),
                lines.getOrDefault(access.line(), ""));
    }
}
