package io.jaildeps.cli;

import io.jaildeps.access.FileAccess;
import io.jaildeps.build.BuildOutcome;
import io.jaildeps.build.BuildRequest;
import io.jaildeps.path.Printable;
import io.jaildeps.publish.TraceReports;
import io.jaildeps.reports.JsonRenderer;
import io.jaildeps.reports.TextRenderer;
import io.jaildeps.reports.TraceReport;
import io.jaildeps.verdict.PassResult;
import io.jaildeps.verdict.Verdict;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;

/** Says how a trace ended, and gives the exit status. */
final class TraceSummary {
    private final PrintWriter out;
    private final PrintWriter err;
    private final TraceOptions options;

    TraceSummary(PrintWriter out, PrintWriter err, TraceOptions options) {
        this.out = out;
        this.err = err;
        this.options = options;
    }

    int print(BuildOutcome outcome, BuildRequest request, Optional<String> written) {
        if (!options.proof.quiet) {
            Warnings.ofTrace(outcome.lastPass().facts()).forEach(warning -> err.println("jaildeps: " + warning));
        }
        int status = ExitStatus.DONE;
        if (outcome.verdict() instanceof Verdict.FailsOnHost fails) {
            err.println("jaildeps: cannot prove "
                    + Printable.of(request.target().command().get(0)) + ": it fails on the host itself: "
                    + reason(fails.reason()));
            boolean isExercised = !request.target().exercise().isEmpty();
            if (outcome.lastPass().facts().failsToTrace()) {
                err.println("jaildeps: it traces programs itself, see ptrace(2), which it can not while it is traced");
            } else if (!isExercised
                    && outcome.lastPass().ending() instanceof PassResult.Ending.Exited exited
                    && exited.status() != 0) {
                err.println("jaildeps: if it works when it ends like this, give --expect-status " + exited.status());
            }
            if (outcome.lastPass().ending() instanceof PassResult.Ending.NotReady) {
                err.println("jaildeps: give it more by --timeout, or tell by --ready how it is known to be ready");
            }
            output(outcome.lastPass());
            events(fails.events());
            ports(outcome.lastPass());
            status = ExitStatus.FAILS_ON_HOST;
        } else if (outcome.verdict() instanceof Verdict.Missing missing) {
            err.println("jaildeps: no clean jail reached: " + reason(missing.reason()));
            output(outcome.lastPass());
            status = ExitStatus.FINDINGS;
        }
        if (!options.proof.quiet
                && outcome.lastPass().mayGoOn()
                && request.target().ready().equals("guess")) {
            err.println(
                    "jaildeps: warning: the target slept for "
                            + outcome.lastPass().found().text().replace("quiet:", "")
                            + " s and was taken for ready; if it does more later, say by --ready when it is, or give an exercise");
        }
        TraceReport report = TraceReports.of(outcome, request.target(), request.verify(), written);
        if (options.proof.format.equals("json")) {
            out.print(new JsonRenderer().render(report));
        } else if (!options.proof.quiet && written.isPresent()) {
            out.print(new TextRenderer().render(report));
        }
        return status;
    }

    /** An exercise that failed may be a script of several lines. */
    private static String reason(String words) {
        return String.join("; ", words.lines().map(Printable::of).toList());
    }

    private void output(PassResult pass) {
        String text = pass.output().stderr().isBlank()
                ? pass.output().stdout()
                : pass.output().stderr();
        text.lines()
                .skip(Math.max(0, text.lines().count() - 5))
                .forEach(line -> err.println("    | " + Printable.of(line)));
        pass.exercises().stream()
                .filter(exercise -> !exercise.succeeded())
                .forEach(exercise -> exercise.output()
                        .lines()
                        .limit(5)
                        .forEach(line -> err.println("    exercise| " + Printable.of(line))));
    }

    private void events(List<FileAccess> events) {
        if (!events.isEmpty()) {
            err.println("jaildeps: what failed nearest to the end:");
            events.stream()
                    .limit(5)
                    .forEach(event -> err.println(
                            "    " + event.place().asked() + ": " + event.errno() + " (" + event.call() + ")"));
        }
    }

    private void ports(PassResult pass) {
        if (!pass.facts().takenPorts().isEmpty()) {
            err.println("jaildeps: port " + pass.facts().takenPorts().first()
                    + " is taken, perhaps by the live service; try --private-network");
        }
    }
}
