package io.jaildeps.build;

import io.jaildeps.graph.Demand;
import io.jaildeps.jail.BuildResult;
import io.jaildeps.manifest.Manifest;
import io.jaildeps.path.HostPath;
import io.jaildeps.tracer.CannotTrace;
import io.jaildeps.verdict.Judge;
import io.jaildeps.verdict.OutputDifference;
import io.jaildeps.verdict.PassResult;
import io.jaildeps.verdict.Verdict;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Makes a jail of a demand, runs the target in it and says what that came to; each time in a directory of its own. */
final class Attempts {
    /** One jail, one run in it, and what that says. */
    record Attempt(
            Demand demand,
            HostPath directory,
            Manifest manifest,
            PassResult jail,
            Verdict verdict,
            Gaps gaps,
            OutputDifference output) {
        boolean isClean() {
            return verdict instanceof Verdict.Clean;
        }
    }

    private final Rounds rounds;
    private final Passes passes;
    private final JailBuild.Jails jails;
    private final Progress progress;
    private final Consumer<BuildOutcome.PassNote> notes;
    private int made;

    Attempts(
            Rounds rounds,
            Passes passes,
            JailBuild.Jails jails,
            Progress progress,
            Consumer<BuildOutcome.PassNote> notes) {
        this.rounds = rounds;
        this.passes = passes;
        this.jails = jails;
        this.progress = progress;
        this.notes = notes;
    }

    Attempt make(Demand demand) throws CannotTrace, CannotBuild, IOException, InterruptedException {
        made++;
        String name = "jail pass " + made;
        progress.begins(name);
        Manifest manifest = rounds.manifest(demand, Optional.empty());
        HostPath directory = passes.jailDirectory(made);
        BuildResult built = jails.builder().build(manifest, HostPath.ROOT, directory);
        if (built instanceof BuildResult.Refused refused) {
            throw new CannotBuild(refused);
        }
        jails.lock().ifPresent(lock -> lock.readAhead(manifest));
        PassResult jail = passes.jail(directory, manifest, rounds.host());
        Verdict verdict = Judge.jail(rounds.host(), jail);
        Gaps gaps = Gaps.between(jail, rounds.host(), rounds.tree(), rounds.mounts());
        OutputDifference output = Judge.output(verdict, rounds.host(), jail);
        List<String> missing = gaps.used().stream()
                .map(access -> access.place().asked().toString())
                .distinct()
                .toList();
        notes.accept(new BuildOutcome.PassNote("jail", output.after(Judge.words(jail.ending())), missing));
        progress.done(name, missing.isEmpty() ? output.after(words(verdict, missing)) : words(verdict, missing));
        return new Attempt(demand, directory, manifest, jail, verdict, gaps, output);
    }

    private static String words(Verdict verdict, List<String> missing) {
        if (!missing.isEmpty()) {
            return missing.size() + " missing: " + String.join(", ", missing.subList(0, Math.min(3, missing.size())))
                    + (missing.size() > 3 ? ", …" : "");
        }
        return verdict instanceof Verdict.Missing fails ? fails.reason() : "clean";
    }
}
