package io.jaildeps.build;

import io.jaildeps.access.AccessKind;
import io.jaildeps.access.PathUse;
import io.jaildeps.access.RunFacts;
import io.jaildeps.graph.Demand;
import io.jaildeps.graph.MountTable;
import io.jaildeps.graph.NamedPaths;
import io.jaildeps.host.Mount;
import io.jaildeps.manifest.Manifest;
import io.jaildeps.path.JailPath;
import io.jaildeps.suggest.Suggesting;
import io.jaildeps.trace.TraceSystem;
import io.jaildeps.tree.Location;
import io.jaildeps.tree.Sysroot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    private final Optional<Sysroot> given;
    private final TraceSystem system;
    private final Suggesting suggesting;
    private final Surroundings surroundings;

    /**
     * A build from traces of one system.
     *
     * @param tree where the files are that the runs used; empty if they are not here, and the manifest is unverified
     */
    public RecordedBuild(Optional<Sysroot> tree, TraceSystem system, Suggesting suggesting, Surroundings surroundings) {
        this.surroundings = surroundings;
        this.given = tree;
        this.system = system;
        this.suggesting = suggesting;
    }

    /**
     * Makes the manifest.
     *
     * @param runs of one program; what any of them needed is needed
     * @param all the facts of all runs
     * @param target its directory counts only if a run named something relative to it
     * @param thisMachine the platform of a run on this machine
     */
    public Result make(List<RecordedRun> runs, RunFacts all, Manifest.Target target, Manifest.Platform thisMachine)
            throws IOException {
        List<PathUse> uses = new ArrayList<>();
        runs.forEach(run -> uses.addAll(run.accesses().uses()));
        boolean usesCwd = runs.stream().anyMatch(run -> run.reader().usedStartCwd());
        JailPath cwd = usesCwd ? target.cwd() : JailPath.ROOT;
        Manifest.Target known = target.found(cwd, ready(runs.get(0)));
        JailPath program = JailPath.ofBytes(known.command().get(0));
        Sysroot tree = given.orElseGet(() -> SupposedTree.of(uses, program));
        Manifest.Platform platform =
                tree.isOfThisMachine() ? thisMachine : TracedPlatform.of(system, tree, executed(program, uses));
        Demand demand = new Demand(
                program,
                cwd,
                !target.user().equals("root"),
                Set.of(),
                List.of(),
                surroundings.directories(),
                NamedPaths.of(all.commands(), cwd));
        ManifestStage stage = new ManifestStage(
                new ManifestStage.Recorded(uses, all, known, platform, surroundings.keepLogins(), suggesting),
                tree,
                mounts(tree));
        boolean hasProgram = tree.locate(program) instanceof Location.Present;
        return new Result(
                stage.manifest(demand, List.of()), hasProgram, tree.isHere() ? stage.lacking(demand) : List.of());
    }

    /** The target first. */
    private static List<JailPath> executed(JailPath program, List<PathUse> uses) {
        List<JailPath> executed = new ArrayList<>(List.of(program));
        uses.stream()
                .filter(use -> use.did(AccessKind.EXECUTE))
                .map(use -> use.asked().lexical())
                .forEach(executed::add);
        return executed;
    }

    private MountTable mounts(Sysroot tree) throws IOException {
        List<Mount> mounts = tree.isOfThisMachine() ? Mount.all() : List.of();
        return mounts.isEmpty() ? MountTable.usual(TracedPlatform.os(system)) : MountTable.of(mounts);
    }

    /** A server is ended by a signal, on which it may exit in good order, or it lives on where the trace ends. */
    private static String ready(RecordedRun run) {
        RunFacts facts = run.facts();
        boolean exits = !facts.toldToEnd()
                && facts.alive().isEmpty()
                && facts.end().filter(end -> end.signal().isEmpty()).isPresent();
        if (exits) {
            return "exit";
        }
        if (!facts.tcpPorts().isEmpty()) {
            return "tcp:" + facts.tcpPorts().first();
        }
        return facts.listensLocally() || !facts.otherPorts().isEmpty()
                ? "listen"
                : facts.toldToEnd() ? "exit" : "guess";
    }
}
