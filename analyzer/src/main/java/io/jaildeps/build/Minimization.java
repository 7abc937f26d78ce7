package io.jaildeps.build;

import io.jaildeps.jail.JailBuilder;
import io.jaildeps.manifest.Entry;
import io.jaildeps.manifest.Manifest;
import io.jaildeps.path.JailPath;
import io.jaildeps.tracer.CannotTrace;
import io.jaildeps.tracer.Privilege;
import io.jaildeps.verdict.UsualOutput;
import io.jaildeps.verdict.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Removes from a manifest what its proof does without: groups of entries first, and of a group that can not go its halves.
 * An entry is done without if the run ends, says and asks what it does with it: a run that looks for something else in its
 * place has needed it, though it copes.
 * Each try is a jail of its own and a run in it. It ends because every entry is tried a few times at most, and because the
 * runs are counted.
 */
public final class Minimization {
    /** The rule by whose name a manifest tells what was removed from it. */
    public static final String RULE = "minimized";

    private static final String REASON = "it was asked for, but the proof succeeds without it";

    private final Passes passes;
    private final JailBuilder builder;
    private final Progress progress;
    private final int maxRuns;
    private final Set<JailPath> removed = new TreeSet<>();
    private int runs;
    private boolean complete = true;

    /** @param request made of the manifest's target; its iterations are the runs in jails at most */
    public Minimization(BuildRequest request, Passes passes, JailBuilder builder, Progress progress) {
        this.passes = passes;
        this.builder = builder;
        this.progress = progress;
        this.maxRuns = request.limits().iterations();
    }

    /** Minimizes it. @throws CannotTrace if the tracer is missing or not permitted */
    public MinimizeOutcome of(Manifest manifest) throws CannotTrace, IOException, InterruptedException {
        Privilege.checkJails();
        Passes.HostPass pass = passes.host(progress);
        if (pass.failure().isPresent()) {
            return new MinimizeOutcome.FailsOnHost(pass.failure().get());
        }
        JailProof proof = new JailProof(passes, builder, pass.result());
        CheckOutcome.Proof whole = proof.of(manifest, runs++);
        CheckOutcome.Proof again = proof.of(manifest, runs++);
        Optional<String> broken = failure(whole).or(() -> failure(again));
        if (broken.isPresent()) {
            return new MinimizeOutcome.NotProved(broken.get());
        }
        Trial trial = new Trial(manifest, proof, (CheckOutcome.Proof.Ran) whole, (CheckOutcome.Proof.Ran) again);
        Set<JailPath> tried = new HashSet<>();
        for (List<JailPath> group = removable(manifest, tried); !group.isEmpty(); group = removable(manifest, tried)) {
            tried.addAll(group);
            shrink(trial, group);
        }
        return new MinimizeOutcome.Minimized(without(manifest, removed), List.copyOf(removed), runs, complete);
    }

    private static Optional<String> failure(CheckOutcome.Proof proof) {
        if (proof instanceof CheckOutcome.Proof.Refused refused) {
            return Optional.of(String.join("; ", refused.problems()));
        }
        CheckOutcome.Proof.Ran ran = (CheckOutcome.Proof.Ran) proof;
        return ran.verdict() instanceof Verdict.Missing missing ? Optional.of(missing.reason()) : Optional.empty();
    }

    /** A directory goes only after all that is in it: without its entry it would be made again, but open to all. */
    private List<JailPath> removable(Manifest manifest, Set<JailPath> tried) {
        Set<JailPath> inUse = new HashSet<>();
        for (Entry entry : manifest.entries()) {
            if (!removed.contains(entry.path())) {
                inUse.add(entry.path().parent());
            }
        }
        manifest.mounts().forEach(mount -> inUse.add(mount.path()));
        List<JailPath> paths = new ArrayList<>();
        for (Entry entry : manifest.entries()) {
            boolean isHolder = entry instanceof Entry.Directory
                    && inUse.stream().anyMatch(used -> entry.path().covers(used));
            boolean isWanted = entry.why().stream().anyMatch(Manifest.Suggestion::isTakenIn);
            if (!isHolder && !isWanted && !tried.contains(entry.path())) {
                paths.add(entry.path());
            }
        }
        return paths;
    }

    /** Paths are sorted, so a half is mostly a directory: what belongs together goes together. */
    private void shrink(Trial trial, List<JailPath> group) throws CannotTrace, IOException, InterruptedException {
        if (runs >= maxRuns) {
            complete = false;
            return;
        }
        Set<JailPath> without = new TreeSet<>(removed);
        without.addAll(group);
        if (trial.succeeds(without)) {
            removed.addAll(group);
            progress.note(
                    group.size() == 1
                            ? "without " + group.get(0)
                            : "without " + group.size() + " entries from " + group.get(0) + " to "
                                    + group.get(group.size() - 1));
        } else if (group.size() > 1) {
            int half = group.size() / 2;
            shrink(trial, group.subList(0, half));
            shrink(trial, group.subList(half, group.size()));
        }
    }

    private static Manifest without(Manifest manifest, Set<JailPath> paths) {
        if (paths.isEmpty()) {
            return manifest;
        }
        Set<JailPath> all = new TreeSet<>(paths);
        List<Manifest.Ignored> ignored = new ArrayList<>();
        for (Manifest.Ignored rule : manifest.ignored()) {
            if (rule.rule().equals(RULE)) {
                all.addAll(rule.examples());
            } else {
                ignored.add(rule);
            }
        }
        // all of them are named: a check must know what may be absent
        ignored.add(new Manifest.Ignored(RULE, REASON, all.size(), List.copyOf(all)));
        return new Manifest(
                manifest.target(),
                manifest.platform(),
                manifest.entries().stream()
                        .filter(entry -> !paths.contains(entry.path()))
                        .toList(),
                manifest.mounts(),
                manifest.sockets(),
                ignored,
                manifest.suggestions());
    }

    /** Runs in jails of parts of one manifest, compared with two runs in the whole jail. */
    private final class Trial {
        private final Manifest manifest;
        private final JailProof proof;
        private final CheckOutcome.Proof.Ran whole;
        private final UsualOutput output;
        private final UsualWays ways;

        private Trial(Manifest manifest, JailProof proof, CheckOutcome.Proof.Ran whole, CheckOutcome.Proof.Ran again) {
            this.manifest = manifest;
            this.proof = proof;
            this.whole = whole;
            this.output = new UsualOutput(whole.jail(), again.jail());
            this.ways = new UsualWays(whole.jail().accesses(), again.jail().accesses());
        }

        /** Whether the target does without these entries what it does with them, and in no other way. */
        boolean succeeds(Set<JailPath> removed) throws CannotTrace, IOException, InterruptedException {
            return proof.of(without(manifest, removed), runs++) instanceof CheckOutcome.Proof.Ran ran
                    && ran.verdict() instanceof Verdict.Clean
                    && whole.missing().containsAll(ran.missing())
                    && output.isSaidBy(ran.jail())
                    && ways.areAllOf(ran.jail().accesses());
        }
    }
}
