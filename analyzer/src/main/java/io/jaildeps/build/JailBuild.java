package io.jaildeps.build;

import io.jaildeps.build.Attempts.Attempt;
import io.jaildeps.graph.Demand;
import io.jaildeps.graph.NamedPaths;
import io.jaildeps.graph.Step;
import io.jaildeps.jail.JailBuilder;
import io.jaildeps.jail.JailLock;
import io.jaildeps.manifest.Manifest;
import io.jaildeps.path.JailPath;
import io.jaildeps.tracer.CannotTrace;
import io.jaildeps.tracer.Privilege;
import io.jaildeps.verdict.Judge;
import io.jaildeps.verdict.OutputDifference;
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
    /** What jails are made with. @param lock of the last one, if it is wanted; reads ahead while the target runs */
    public record Jails(JailBuilder builder, Optional<JailLock> lock) {}

    private final BuildRequest request;
    private final Passes passes;
    private final Jails jails;
    private final Progress progress;
    private final List<BuildOutcome.PassNote> notes = new ArrayList<>();

    public JailBuild(BuildRequest request, Passes passes, Jails jails, Progress progress) {
        this.request = request;
        this.passes = passes;
        this.jails = jails;
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
        return after(passes.host(progress));
    }

    /** The loop when the host pass is done already. */
    BuildOutcome after(Passes.HostPass pass) throws CannotTrace, CannotBuild, IOException, InterruptedException {
        PassResult host = pass.result();
        notes.add(new BuildOutcome.PassNote("host", Judge.words(host.ending()), List.of()));
        if (pass.failure().isPresent()) {
            return new BuildOutcome(Optional.empty(), pass.failure().get(), notes, host, Optional.empty());
        }
        Rounds rounds = new Rounds(request, host, passes.mounts(), progress);
        Manifest.Target target = request.target();
        Demand demand = new Demand(
                JailPath.ofBytes(target.command().get(0)),
                rounds.cwd(),
                request.identity().change(),
                Set.of(),
                List.of(),
                request.proof().directories(),
                NamedPaths.of(host.facts().commands(), rounds.cwd()));
        return request.verify() ? prove(rounds, demand) : unproved(rounds, demand);
    }

    private BuildOutcome unproved(Rounds rounds, Demand demand) throws IOException {
        Manifest manifest = rounds.manifest(demand, Optional.empty());
        return new BuildOutcome(
                Optional.of(manifest),
                new Verdict.Clean(OutputDifference.NONE),
                notes,
                rounds.host(),
                Optional.empty());
    }

    private BuildOutcome prove(Rounds rounds, Demand first)
            throws CannotTrace, CannotBuild, IOException, InterruptedException {
        Attempts attempts = new Attempts(rounds, passes, jails, progress, notes::add);
        Demand demand = first;
        Optional<Attempt> last = Optional.empty();
        Optional<Attempt> beforeSteps = Optional.empty();
        for (int round = 1; round <= request.limits().iterations(); round++) {
            Attempt attempt = attempts.make(demand);
            last = Optional.of(attempt);
            if (demand.steps().isEmpty()) {
                beforeSteps = last;
            }
            Demand filled = demand.withMissing(attempt.gaps().used());
            if (rounds.adds(demand, filled)) {
                demand = filled;
            } else if (attempt.isClean()) {
                Attempt smaller = withLastStepOnly(attempts, attempt);
                return proved(rounds, new OutputSearch(rounds, attempts).nearer(smaller));
            } else {
                Optional<Demand> more = rounds.withDefiners(demand, attempt.jail());
                if (more.isEmpty()) {
                    more = rounds.nextStep(demand, attempt.gaps());
                }
                if (more.isEmpty()) {
                    break;
                }
                demand = more.get();
            }
        }
        Attempt attempt = last.orElseThrow();
        Verdict verdict = attempt.isClean()
                ? new Verdict.Missing(
                        "the last run still asked for files that the jail lacks",
                        attempt.gaps().used())
                : rounds.explained(attempt.verdict(), attempt.jail());
        // what was added on a suspicion, and in vain, helps nobody who goes on by hand
        Attempt kept = attempt.isClean() ? attempt : beforeSteps.orElse(attempt);
        return new BuildOutcome(
                Optional.of(kept.manifest()), verdict, notes, attempt.jail(), Optional.of(kept.directory()));
    }

    /** What the earlier steps added was perhaps in vain, and a secret that was only guessed at altogether. */
    private static Attempt withLastStepOnly(Attempts attempts, Attempt clean)
            throws CannotTrace, CannotBuild, IOException, InterruptedException {
        Demand demand = clean.demand();
        Set<Step> steps = demand.steps();
        boolean inVain =
                steps.size() > 1 || !steps.isEmpty() && !demand.definers().isEmpty();
        if (!demand.isGuess() && !inVain) {
            return clean;
        }
        Attempt smaller = attempts.make(
                demand.isGuess()
                        ? demand.withSteps(Set.of())
                        : demand.withSteps(Set.of(Collections.max(steps))).withoutDefiners());
        return smaller.isClean() ? smaller : clean;
    }

    private BuildOutcome proved(Rounds rounds, Attempt attempt) throws IOException {
        Manifest manifest = rounds.manifest(attempt.demand(), Optional.of(attempt.jail()));
        return new BuildOutcome(
                Optional.of(manifest), attempt.verdict(), notes, attempt.jail(), Optional.of(attempt.directory()));
    }
}
