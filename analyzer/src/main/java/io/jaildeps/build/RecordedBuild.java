package io.jaildeps.build;

import io.jaildeps.access.PathUse;
import io.jaildeps.access.RunFacts;
import io.jaildeps.graph.Demand;
import io.jaildeps.graph.MountTable;
import io.jaildeps.graph.NamedPaths;
import io.jaildeps.host.Mount;
import io.jaildeps.manifest.Manifest;
import io.jaildeps.path.JailPath;
import io.jaildeps.suggest.Suggesting;
import io.jaildeps.tree.Location;
import io.jaildeps.tree.Sysroot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A manifest from runs that were recorded elsewhere: the same as without verification, and nothing is run. */
public final class RecordedBuild {

    /**
     * What came of it.
     *
     * @param hasProgram false if the target itself is not in the tree
     * @param lacking what the runs used and the tree has not
     */
    public record Result(Manifest manifest, boolean hasProgram, List<JailPath> lacking) {
        public Result {
            lacking = List.copyOf(lacking);
        }
    }

    private final Sysroot tree;
    private final Suggesting suggesting;

    /** @param tree where the files are that the runs used */
    public RecordedBuild(Sysroot tree, Suggesting suggesting) {
        this.tree = tree;
        this.suggesting = suggesting;
    }

    /**
     * Makes the manifest.
     *
     * @param runs of one program; what any of them needed is needed
     * @param all the facts of all runs
     * @param target its directory counts only if a run named something relative to it
     */
    public Result make(List<RecordedRun> runs, RunFacts all, Manifest.Target target, Manifest.Platform platform)
            throws IOException {
        List<PathUse> uses = new ArrayList<>();
        runs.forEach(run -> uses.addAll(run.accesses().uses()));
        boolean usesCwd = runs.stream().anyMatch(run -> run.reader().usedStartCwd());
        JailPath cwd = usesCwd ? target.cwd() : JailPath.ROOT;
        Manifest.Target known = new Manifest.Target(
                target.command(), cwd, target.user(), target.environment(), ready(runs.get(0)), target.exercise());
        JailPath program = JailPath.ofBytes(known.command().get(0));
        Demand demand = new Demand(program, cwd, Set.of(), List.of(), List.of(), NamedPaths.of(all.commands(), cwd));
        ManifestStage stage = new ManifestStage(
                new ManifestStage.Recorded(uses, all, known, platform, false, suggesting), tree, mounts());
        boolean hasProgram = tree.locate(program) instanceof Location.Present;
        return new Result(stage.manifest(demand, List.of()), hasProgram, stage.lacking(demand));
    }

    private MountTable mounts() throws IOException {
        List<Mount> mounts = tree.root().isRoot() ? Mount.all() : List.of();
        return mounts.isEmpty() ? MountTable.usual() : MountTable.of(mounts);
    }

    /** A server is ended by a signal, or it lives on where the trace ends. */
    private static String ready(RecordedRun run) {
        RunFacts facts = run.facts();
        boolean exits = facts.alive().isEmpty()
                && facts.end().filter(end -> end.signal().isEmpty()).isPresent();
        if (exits) {
            return "exit";
        }
        if (!facts.tcpPorts().isEmpty()) {
            return "tcp:" + facts.tcpPorts().first();
        }
        return facts.listensLocally() || !facts.otherPorts().isEmpty() ? "listen" : "guess";
    }
}
