package io.jaildeps.publish;

import io.jaildeps.access.FileAccess;
import io.jaildeps.access.RunFacts;
import io.jaildeps.build.BuildOutcome;
import io.jaildeps.build.RecordedRun;
import io.jaildeps.manifest.Entry;
import io.jaildeps.manifest.Manifest;
import io.jaildeps.path.Printable;
import io.jaildeps.reports.TraceReport;
import io.jaildeps.reports.TraceVerdict;
import io.jaildeps.trace.TraceEvent;
import io.jaildeps.verdict.Verdict;
import java.util.List;
import java.util.Optional;

/** Makes the report of a run of the loop. */
public final class TraceReports {
    private static final int MAX_EXAMPLES = 3;

    private TraceReports() {}

    /**
     * The report.
     *
     * @param target what was run
     * @param verified false if nobody asked for a proof
     * @param file where the manifest went; empty if there is none
     */
    public static TraceReport of(
            BuildOutcome outcome, Manifest.Target target, boolean verified, Optional<String> file) {
        Optional<TraceReport.Written> written = outcome.manifest()
                .flatMap(manifest -> file.map(name -> new TraceReport.Written(name, ManifestReports.of(manifest))));
        long unparsed = outcome.lastPass().facts().unparsedCount();
        return new TraceReport(
                ManifestReports.command(target),
                written,
                verdict(outcome, verified),
                outcome.passes().stream().map(TraceReports::pass).toList(),
                notUnderstood(unparsed, outcome.lastPass().facts().unparsed()));
    }

    /**
     * The report of a manifest made from runs that were recorded elsewhere.
     *
     * @param facts those of all runs
     * @param file where the manifest went
     * @param hasProgram whether the target is in the tree that was looked at
     */
    public static TraceReport ofRecorded(
            Manifest manifest, List<RecordedRun> runs, RunFacts facts, String file, boolean hasProgram) {
        boolean verified = manifest.entries().stream().noneMatch(Entry.Unverified.class::isInstance);
        return new TraceReport(
                ManifestReports.command(manifest.target()),
                Optional.of(new TraceReport.Written(file, ManifestReports.of(manifest))),
                new TraceVerdict.NotVerified(hasProgram && verified),
                runs.stream()
                        .map(run -> new TraceReport.Pass(TraceReport.Place.HOST, ending(run), List.of()))
                        .toList(),
                notUnderstood(facts.unparsedCount(), facts.unparsed()));
    }

    private static String ending(RecordedRun run) {
        return run.facts()
                .end()
                .map(end -> end.signal().isEmpty()
                        ? "exited with status " + end.status()
                        : "was killed by " + Printable.of(end.signal()))
                .orElse("lives on where the trace ends");
    }

    private static TraceReport.NotUnderstood notUnderstood(long count, List<TraceEvent.Unparsed> lines) {
        return new TraceReport.NotUnderstood(
                (int) Math.min(count, Integer.MAX_VALUE),
                lines.stream()
                        .limit(MAX_EXAMPLES)
                        .map(line -> "line " + line.line() + ": " + line.reason() + ": " + Printable.of(line.text()))
                        .toList());
    }

    private static TraceVerdict verdict(BuildOutcome outcome, boolean verified) {
        if (outcome.verdict() instanceof Verdict.FailsOnHost fails) {
            return new TraceVerdict.FailsOnHost(fails.reason());
        } else if (outcome.verdict() instanceof Verdict.Missing missing) {
            long end = outcome.lastPass().reading().summary().lines();
            return new TraceVerdict.Missing(
                    missing.reason(),
                    missing.events().stream().map(event -> suspect(event, end)).toList());
        }
        if (outcome.verdict() instanceof Verdict.Clean clean && verified) {
            return new TraceVerdict.Clean(clean.output().words());
        }
        return new TraceVerdict.NotVerified(true);
    }

    private static TraceVerdict.Suspect suspect(FileAccess access, long end) {
        String by = access.actor().program().isEmpty()
                ? ""
                : " by " + Printable.of(access.actor().program());
        return new TraceVerdict.Suspect(
                (int) Math.max(0, Math.min(end - access.line(), Integer.MAX_VALUE)),
                access.place().asked().toString(),
                access.call() + by + ": " + access.errno());
    }

    private static TraceReport.Pass pass(BuildOutcome.PassNote note) {
        boolean isHost = note.place().equals("host");
        return new TraceReport.Pass(
                isHost ? TraceReport.Place.HOST : TraceReport.Place.JAIL,
                note.ending(),
                note.found().stream()
                        .map(path -> new TraceReport.Finding(path, isHost ? "used" : "on the host, not in the jail"))
                        .toList());
    }
}
