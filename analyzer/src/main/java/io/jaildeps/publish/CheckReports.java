package io.jaildeps.publish;

import io.jaildeps.build.BuildOutcome;
import io.jaildeps.build.CheckOutcome;
import io.jaildeps.reports.CheckReport;
import io.jaildeps.reports.TraceReport;
import io.jaildeps.verdict.Judge;
import io.jaildeps.verdict.Verdict;
import java.util.List;

/** Makes the report of whether a manifest holds. */
public final class CheckReports {
    private CheckReports() {}

    /** @param file the manifest's @param allowUnused that the manifest has more than a new trace needs is no finding */
    public static CheckReport of(String file, CheckOutcome outcome, boolean allowUnused) {
        if (outcome instanceof CheckOutcome.Checked checked) {
            boolean holds = checked.proof().succeeded()
                    && checked.stale().isEmpty()
                    && (allowUnused || checked.unused().isEmpty());
            return new CheckReport(
                    file,
                    holds,
                    proof(checked.proof()),
                    DiffReports.items(checked.stale()),
                    DiffReports.items(checked.unused()),
                    !allowUnused,
                    checked.passes().stream().map(CheckReports::pass).toList());
        }
        CheckOutcome.FailsOnHost fails = (CheckOutcome.FailsOnHost) outcome;
        return new CheckReport(
                file,
                false,
                new CheckReport.Proof(
                        CheckReport.Result.FAILS_ON_HOST,
                        List.of(fails.verdict().reason()),
                        List.of(),
                        ""),
                List.of(),
                List.of(),
                !allowUnused,
                List.of(new TraceReport.Pass(
                        TraceReport.Place.HOST, Judge.words(fails.host().ending()), List.of())));
    }

    private static CheckReport.Proof proof(CheckOutcome.Proof proof) {
        if (proof instanceof CheckOutcome.Proof.Refused refused) {
            return new CheckReport.Proof(CheckReport.Result.REFUSED, refused.problems(), List.of(), "");
        }
        CheckOutcome.Proof.Ran ran = (CheckOutcome.Proof.Ran) proof;
        if (ran.verdict() instanceof Verdict.Missing missing) {
            return new CheckReport.Proof(CheckReport.Result.FAILS, List.of(missing.reason()), ran.missing(), "");
        }
        CheckReport.Result result = ran.missing().isEmpty() ? CheckReport.Result.WORKS : CheckReport.Result.MISSES;
        String difference =
                ran.verdict() instanceof Verdict.Clean clean ? clean.output().words() : "";
        return new CheckReport.Proof(result, List.of(), ran.missing(), difference);
    }

    private static TraceReport.Pass pass(BuildOutcome.PassNote note) {
        boolean isHost = note.place().equals("host");
        return new TraceReport.Pass(isHost ? TraceReport.Place.HOST : TraceReport.Place.JAIL, note.ending(), List.of());
    }
}
