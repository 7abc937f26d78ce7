package io.jaildeps.build;

import io.jaildeps.build.Attempts.Attempt;
import io.jaildeps.graph.Demand;
import io.jaildeps.graph.Step;
import io.jaildeps.manifest.Entry;
import io.jaildeps.manifest.Manifest;
import io.jaildeps.path.JailPath;
import io.jaildeps.tracer.CannotTrace;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Looks for what a clean jail lacks when the target says something else in it than on the host. First all steps that can
 * be the reason are tried together: if that brings the output no nearer, nothing is added. Else they are tried from the
 * smallest on, and the first set that is as good is kept. Neither secrets nor masses of files are added for this.
 */
final class OutputSearch {
    private static final List<Step> STEPS = List.of(
            Step.NAMED,
            Step.LOOKED_AT_IN_JAIL,
            Step.LOOKED_AT_IN_LISTED,
            Step.STATE,
            Step.OWNERS,
            Step.PROC,
            Step.MOUNTS);

    private static final int MAX_FURTHER_PASSES = 3;
    private static final int MAX_ADDED_ENTRIES = 500;

    private final Rounds rounds;
    private final Attempts attempts;

    OutputSearch(Rounds rounds, Attempts attempts) {
        this.rounds = rounds;
        this.attempts = attempts;
    }

    /** The smallest attempt whose output is nearer to the host's than that of {@code clean}, or {@code clean}. */
    Attempt nearer(Attempt clean) throws CannotTrace, CannotBuild, IOException, InterruptedException {
        if (clean.output().isNone()) {
            return clean;
        }
        Optional<Attempt> all = complete(clean, STEPS);
        if (all.filter(attempt -> attempt.output().isLessThan(clean.output())).isEmpty()) {
            return clean;
        }
        for (int count = 1; count < STEPS.size(); count++) {
            List<Step> steps = STEPS.subList(0, count);
            if (!rounds.adds(with(steps, clean), all.get().demand())) {
                break;
            }
            Optional<Attempt> some = complete(clean, steps);
            if (some.filter(attempt -> !all.get().output().isLessThan(attempt.output()))
                    .isPresent()) {
                return withLastOnly(clean, steps, some.get());
            }
        }
        return all.get();
    }

    /** What the earlier steps added was perhaps in vain. */
    private Attempt withLastOnly(Attempt clean, List<Step> steps, Attempt found)
            throws CannotTrace, CannotBuild, IOException, InterruptedException {
        List<Step> last = steps.subList(steps.size() - 1, steps.size());
        if (!rounds.adds(with(last, clean), found.demand())) {
            return found;
        }
        return complete(clean, last)
                .filter(attempt -> !found.output().isLessThan(attempt.output()))
                .orElse(found);
    }

    /** A clean attempt with these steps and what its run then asks for besides; empty if they add nothing or too much. */
    private Optional<Attempt> complete(Attempt clean, List<Step> steps)
            throws CannotTrace, CannotBuild, IOException, InterruptedException {
        Attempt attempt = clean;
        boolean isFurther = false;
        for (int pass = 0; pass < MAX_FURTHER_PASSES; pass++) {
            Demand more = with(steps, attempt);
            if (!rounds.adds(attempt.demand(), more)) {
                break;
            }
            if (isTooMuch(clean.manifest(), rounds.manifest(more, Optional.empty()))) {
                return Optional.empty();
            }
            attempt = attempts.make(more);
            isFurther = true;
        }
        return !isFurther || !attempt.isClean() ? Optional.empty() : Optional.of(attempt);
    }

    private Demand with(List<Step> steps, Attempt attempt) {
        Demand more = attempt.demand().withMissing(attempt.gaps().used());
        for (Step step : steps) {
            more = rounds.withStep(more, step, attempt.gaps());
        }
        return more;
    }

    private static boolean isTooMuch(Manifest now, Manifest then) {
        Set<JailPath> known = now.entries().stream().map(Entry::path).collect(Collectors.toSet());
        List<Entry> added = then.entries().stream()
                .filter(entry -> !known.contains(entry.path()))
                .toList();
        return added.size() > MAX_ADDED_ENTRIES
                || added.stream().anyMatch(entry -> entry instanceof Entry.File file && file.secret());
    }
}
