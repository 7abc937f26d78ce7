package io.jaildeps.cli;

import io.jaildeps.build.BuildOutcome;
import io.jaildeps.build.BuildRequest;
import io.jaildeps.manifest.Entry;
import io.jaildeps.manifest.Manifest;
import io.jaildeps.path.Printable;
import io.jaildeps.verdict.PassResult;
import io.jaildeps.verdict.Verdict;
import java.io.PrintWriter;
import java.nio.file.Path;
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

    int print(BuildOutcome outcome, BuildRequest request, Optional<Path> written) {
        warnings(outcome);
        int status;
        if (outcome.verdict() instanceof Verdict.FailsOnHost fails) {
            err.println("jaildeps: " + Printable.of(request.target().command().get(0)) + " fails on the host itself: "
                    + fails.reason());
            output(outcome.lastPass());
            events(fails.events());
            ports(outcome.lastPass());
            status = ExitStatus.FAILS_ON_HOST;
        } else if (outcome.verdict() instanceof Verdict.Missing missing) {
            err.println("jaildeps: no clean jail reached: " + missing.reason());
            output(outcome.lastPass());
            events(missing.events());
            status = ExitStatus.FINDINGS;
        } else {
            status = ExitStatus.DONE;
        }
        if (!options.quiet && outcome.manifest().isPresent()) {
            summary(outcome.manifest().get(), outcome, written);
        }
        out.flush();
        err.flush();
        return status;
    }

    private void summary(Manifest manifest, BuildOutcome outcome, Optional<Path> written) {
        long files = manifest.entries().stream()
                .filter(entry -> entry instanceof Entry.File)
                .count();
        String verdict =
                options.noVerify ? "not verified" : outcome.verdict() instanceof Verdict.Clean ? "clean" : "not clean";
        out.println(verdict + ": " + manifest.entries().size() + " entries (" + files + " files), "
                + manifest.mounts().size() + " mounts, " + outcome.passes().size() + " passes");
        written.ifPresent(file -> out.println("manifest: " + file));
        if (options.jail != null && outcome.verdict() instanceof Verdict.Clean) {
            out.println("jail: " + options.jail);
        }
    }

    private void warnings(BuildOutcome outcome) {
        PassResult pass = outcome.lastPass();
        if (pass.facts().usesIoUring()) {
            err.println("jaildeps: warning: the target uses io_uring; what it opens through it shows in no trace");
        }
        if (pass.facts().unparsedCount() > 0) {
            err.println(
                    "jaildeps: warning: " + pass.facts().unparsedCount() + " lines of the trace could not be read:");
            pass.facts().unparsed().stream()
                    .limit(3)
                    .forEach(line -> err.println(
                            "    line " + line.line() + ": " + line.reason() + ": " + Printable.of(line.text())));
        }
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

    private void events(List<io.jaildeps.access.FileAccess> events) {
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
