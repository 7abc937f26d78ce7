package io.jaildeps.build;

import io.jaildeps.jail.BuildResult;
import io.jaildeps.jail.JailBuilder;
import io.jaildeps.manifest.Entry;
import io.jaildeps.manifest.Manifest;
import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import io.jaildeps.tracer.CannotTrace;
import io.jaildeps.tracer.Privilege;
import io.jaildeps.verdict.Judge;
import io.jaildeps.verdict.PassResult;
import io.jaildeps.verdict.Ready;
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
    private final BuildRequest request;
    private final int maxRuns;
    private final Set<JailPath> removed = new TreeSet<>();
    private int runs;
    private boolean complete = true;

    /** @param request made of the manifest's target; its iterations are the runs in jails at most */
    public Minimization(BuildRequest request, Passes passes, JailBuilder builder, Progress progress) {
        this.request = request;
        this.passes = passes;
        this.builder = builder;
        this.progress = progress;
        this.maxRuns = request.limits().iterations();
    }

    /** Minimizes it. @throws CannotTrace if the tracer is missing or not permitted */
    public MinimizeOutcome of(Manifest manifest) throws CannotTrace, IOException, InterruptedException {
        Privilege.checkJails();
        progress.begins("host pass");
        PassResult host = passes.host();
        Optional<Verdict.FailsOnHost> failure = Judge.host(
                host,
                request.limits().expectedStatus(),
                Ready.parse(request.target().ready()));
        if (failure.isPresent()) {
            return new MinimizeOutcome.FailsOnHost(failure.get());
        }
        progress.done("host pass", host.accesses().uses().size() + " paths");
        Trial trial = new Trial(manifest, host);
        Optional<String> broken = trial.whole();
        if (broken.isPresent()) {
            return new MinimizeOutcome.NotProved(broken.get());
        }
        Set<JailPath> tried = new HashSet<>();
        for (List<JailPath> group = removable(manifest, tried); !group.isEmpty(); group = removable(manifest, tried)) {
            tried.addAll(group);
            shrink(trial, group);
        }
        return new MinimizeOutcome.Minimized(smaller(manifest), List.copyOf(removed), runs, complete);
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
        if (trial.failure(without).isEmpty()) {
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

    private Manifest smaller(Manifest manifest) {
        if (removed.isEmpty()) {
            return manifest;
        }
        Set<JailPath> all = new TreeSet<>(removed);
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
        return without(manifest, removed, ignored);
    }

    private static Manifest without(Manifest manifest, Set<JailPath> paths, List<Manifest.Ignored> ignored) {
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

    /** Runs in jails of parts of one manifest. */
    private final class Trial {
        private final Manifest manifest;
        private final PassResult host;
        /**
         * What every run in a smaller jail must say: what it says in the whole one, which need not be what it says on the
         * host. Empty for a target that says something else each time.
         */
        private Optional<String> print = Optional.empty();

        private String lastPrint = "";

        Trial(Manifest manifest, PassResult host) {
            this.manifest = manifest;
            this.host = host;
        }

        /** Runs it twice in the whole jail; why that does not work, or nothing. */
        Optional<String> whole() throws CannotTrace, IOException, InterruptedException {
            Optional<String> failure = failure(Set.of());
            if (failure.isEmpty()) {
                String first = lastPrint;
                failure = failure(Set.of());
                print = first.equals(lastPrint) ? Optional.of(first) : Optional.empty();
            }
            return failure;
        }

        /** Why the target does not do without these entries; empty if it does. */
        Optional<String> failure(Set<JailPath> paths) throws CannotTrace, IOException, InterruptedException {
            Manifest part = without(manifest, paths, manifest.ignored());
            HostPath directory = passes.jailDirectory(runs++);
            BuildResult built = builder.build(part, HostPath.ROOT, directory);
            if (built instanceof BuildResult.Refused refused) {
                return Optional.of(String.join("; ", refused.problems()));
            }
            PassResult jail;
            try {
                jail = passes.jail(directory, part, host);
            } finally {
                builder.remove(directory);
            }
            lastPrint = jail.output().stdoutPrint();
            if (Judge.jail(host, jail) instanceof Verdict.Missing missing) {
                return Optional.of(missing.reason());
            }
            return print.filter(expected -> !expected.equals(lastPrint)).map(other -> "it says something else");
        }
    }
}
