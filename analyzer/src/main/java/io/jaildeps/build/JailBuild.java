package io.jaildeps.build;

import io.jaildeps.graph.Demand;
import io.jaildeps.graph.NamedPaths;
import io.jaildeps.graph.Step;
import io.jaildeps.jail.BuildResult;
import io.jaildeps.jail.JailBuilder;
import io.jaildeps.manifest.Manifest;
import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import io.jaildeps.tracer.CannotTrace;
import io.jaildeps.tracer.Privilege;
import io.jaildeps.verdict.Judge;
import io.jaildeps.verdict.PassResult;
import io.jaildeps.verdict.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Builds a manifest that is proved: the one class that names every stage once. The loop ends because each round adds
 * something to the demand, of which there is a finite number, and because the rounds are counted.
 */
public final class JailBuild {
    /** What is tried when a clean jail says something else than the host; nothing that could bring secrets along. */
    private static final List<Step> FOR_OUTPUT = List.of(Step.NAMED, Step.LOOKED_AT_IN_JAIL);

    private final BuildRequest request;
    private final Passes passes;
    private final JailBuilder builder;
    private final Progress progress;
    private final List<BuildOutcome.PassNote> notes = new ArrayList<>();

    public JailBuild(BuildRequest request, Passes passes, JailBuilder builder, Progress progress) {
        this.request = request;
        this.passes = passes;
        this.builder = builder;
        this.progress = progress;
    }

    /**
     * Runs the loop.
     *
     * @throws CannotTrace if the tracer is missing or not permitted
     * @throws CannotBuild if the jail can not be made here
     */
    public BuildOutcome run() throws CannotTrace, CannotBuild, IOException, InterruptedException {
        if (request.verify()) {
            Privilege.checkJails();
        }
        progress.begins("host pass");
        return after(passes.host());
    }

    /** The loop when the host pass is done already. */
    BuildOutcome after(PassResult host) throws CannotTrace, CannotBuild, IOException, InterruptedException {
        Optional<Verdict.FailsOnHost> failure =
                Judge.host(host, request.limits().expectedStatus());
        notes.add(new BuildOutcome.PassNote("host", Judge.words(host.ending()), List.of()));
        if (failure.isPresent()) {
            return new BuildOutcome(Optional.empty(), failure.get(), notes, host, Optional.empty());
        }
        progress.done("host pass", host.accesses().uses().size() + " paths");
        Rounds rounds = new Rounds(request, host, passes.mounts(), progress);
        Manifest.Target target = request.target();
        Demand demand = new Demand(
                JailPath.ofBytes(target.command().get(0)),
                rounds.cwd(),
                Set.of(),
                List.of(),
                request.proof().directories(),
                NamedPaths.of(host.facts().commands(), rounds.cwd()));
        return request.verify() ? prove(rounds, demand) : unproved(rounds, demand);
    }

    private BuildOutcome unproved(Rounds rounds, Demand demand) throws IOException {
        Manifest manifest = rounds.manifest(demand, Optional.empty());
        return new BuildOutcome(Optional.of(manifest), new Verdict.Clean(), notes, rounds.host(), Optional.empty());
    }

    private BuildOutcome prove(Rounds rounds, Demand first)
            throws CannotTrace, CannotBuild, IOException, InterruptedException {
        Demand demand = first;
        Optional<Attempt> last = Optional.empty();
        for (int round = 1; round <= request.limits().iterations(); round++) {
            Attempt attempt = attempt(rounds, demand, round);
            last = Optional.of(attempt);
            Demand filled = demand.withMissing(attempt.gaps.used());
            if (rounds.adds(demand, filled)) {
                demand = filled;
            } else if (attempt.verdict instanceof Verdict.Clean) {
                return refined(rounds, demand, attempt, round);
            } else {
                Optional<Demand> more = rounds.nextStep(demand, attempt.gaps);
                if (more.isEmpty()) {
                    break;
                }
                demand = more.get();
            }
        }
        Attempt attempt = last.orElseThrow();
        Verdict verdict = attempt.verdict instanceof Verdict.Clean
                ? new Verdict.Missing("the last run still asked for files that the jail lacks", attempt.gaps.used())
                : attempt.verdict;
        return new BuildOutcome(
                Optional.of(attempt.manifest), verdict, notes, attempt.jail, Optional.of(attempt.directory));
    }

    /** A clean jail can still be made smaller, or more like the host. Each try is kept only if it is clean too. */
    private BuildOutcome refined(Rounds rounds, Demand clean, Attempt proof, int round)
            throws CannotTrace, CannotBuild, IOException, InterruptedException {
        Demand demand = clean;
        Attempt attempt = proof;
        int next = round + 1;
        if (demand.steps().size() > 1) {
            Demand lastOnly = demand.withSteps(Set.of(Collections.max(demand.steps())));
            Attempt smaller = attempt(rounds, lastOnly, next++);
            if (smaller.verdict instanceof Verdict.Clean) {
                demand = lastOnly;
                attempt = smaller;
            }
        }
        Demand tried = demand;
        Gaps gaps = attempt.gaps;
        for (Step step : FOR_OUTPUT) {
            Demand more = rounds.withStep(tried, step, gaps);
            if (!sameOutput(rounds, attempt.jail) && rounds.adds(tried, more)) {
                Attempt richer = attempt(rounds, more, next++);
                if (richer.verdict instanceof Verdict.Clean) {
                    tried = more; // what one step alone does not bring, two may
                    gaps = richer.gaps;
                    if (sameOutput(rounds, richer.jail)) {
                        demand = more;
                        attempt = richer;
                    }
                }
            }
        }
        Manifest manifest = rounds.manifest(demand, Optional.of(attempt.jail));
        return new BuildOutcome(
                Optional.of(manifest), attempt.verdict, notes, attempt.jail, Optional.of(attempt.directory));
    }

    private static boolean sameOutput(Rounds rounds, PassResult jail) {
        return rounds.host().output().stdoutPrint().equals(jail.output().stdoutPrint());
    }

    /** One round: a jail, a run in it, and what that says. */
    private record Attempt(HostPath directory, Manifest manifest, PassResult jail, Verdict verdict, Gaps gaps) {}

    private Attempt attempt(Rounds rounds, Demand demand, int round)
            throws CannotTrace, CannotBuild, IOException, InterruptedException {
        String name = "jail pass " + round;
        progress.begins(name);
        Manifest manifest = rounds.manifest(demand, Optional.empty());
        HostPath directory = passes.jailDirectory(round);
        BuildResult built = builder.build(manifest, HostPath.ROOT, directory);
        if (built instanceof BuildResult.Refused refused) {
            throw new CannotBuild(refused);
        }
        PassResult jail = passes.jail(directory, manifest, rounds.host());
        Verdict verdict = Judge.jail(rounds.host(), jail);
        Gaps gaps = Gaps.between(jail, rounds.host(), rounds.tree(), rounds.mounts());
        List<String> missing = gaps.used().stream()
                .map(access -> access.place().asked().toString())
                .distinct()
                .toList();
        boolean tellsOutput = jail.ending() instanceof PassResult.Ending.Exited && !sameOutput(rounds, jail);
        String ending = Judge.words(jail.ending()) + (tellsOutput ? "; its output is not the host's" : "");
        notes.add(new BuildOutcome.PassNote("jail", ending, missing));
        progress.done(name, words(verdict, missing));
        return new Attempt(directory, manifest, jail, verdict, gaps);
    }

    private static String words(Verdict verdict, List<String> missing) {
        if (!missing.isEmpty()) {
            return missing.size() + " missing: " + String.join(", ", missing.subList(0, Math.min(3, missing.size())))
                    + (missing.size() > 3 ? ", …" : "");
        }
        return verdict instanceof Verdict.Missing fails ? fails.reason() : "clean";
    }
}
