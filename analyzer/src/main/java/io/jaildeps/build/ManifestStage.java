package io.jaildeps.build;

import io.jaildeps.access.AccessKind;
import io.jaildeps.access.PathUse;
import io.jaildeps.access.RunFacts;
import io.jaildeps.elf.Hwcaps;
import io.jaildeps.elf.LibrarySearch;
import io.jaildeps.elf.LoaderEnvironment;
import io.jaildeps.graph.Demand;
import io.jaildeps.graph.Discovery;
import io.jaildeps.graph.FileNeeds;
import io.jaildeps.graph.GraphBuilder;
import io.jaildeps.graph.MountTable;
import io.jaildeps.graph.Step;
import io.jaildeps.manifest.Accounts;
import io.jaildeps.manifest.Manifest;
import io.jaildeps.manifest.ManifestMaker;
import io.jaildeps.manifest.UserNeeds;
import io.jaildeps.path.JailPath;
import io.jaildeps.tree.Location;
import io.jaildeps.tree.Sysroot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;

/** Graph and manifest of what was recorded where the target works: by a host pass of ours, or by somebody elsewhere. */
final class ManifestStage {
    /**
     * What was recorded.
     *
     * @param uses what the run did with which path; of several runs, the uses of each
     * @param facts what its events say besides
     * @param target with what was found out about it
     * @param keepLogins keep the accounts that people log in to
     */
    record Recorded(
            Collection<PathUse> uses,
            RunFacts facts,
            Manifest.Target target,
            Manifest.Platform platform,
            boolean keepLogins) {}

    private static final Set<AccessKind> USES =
            EnumSet.of(AccessKind.EXECUTE, AccessKind.READ, AccessKind.UPDATE, AccessKind.LIST, AccessKind.ENTER);

    private final Recorded recorded;
    private final Sysroot tree;
    private final GraphBuilder graphs;
    private final Accounts accounts;
    private final UsersOfRun users;

    /** @param tree where the files are that the run used */
    ManifestStage(Recorded recorded, Sysroot tree, MountTable mounts) throws IOException {
        this.recorded = recorded;
        this.tree = tree;
        this.graphs = new GraphBuilder(tree, mounts, new FileNeeds(tree, new LibrarySearch(tree, environment())));
        this.accounts = Accounts.of(tree);
        this.users = new UsersOfRun(recorded);
    }

    private LoaderEnvironment environment() {
        LoaderEnvironment environment = LoaderEnvironment.CLEAN
                .withWorkingDirectory(recorded.target().cwd())
                .withLibraryPath(recorded.target().environment().getOrDefault("LD_LIBRARY_PATH", ""))
                .withPreload(recorded.target().environment().getOrDefault("LD_PRELOAD", ""));
        return tree.root().isRoot() ? environment.withHwcaps(Hwcaps.ofThisMachine()) : environment;
    }

    /** The graph of the run and the demand. */
    Discovery discover(Demand demand) throws IOException {
        return graphs.build(recorded.uses(), demand);
    }

    /**
     * The manifest of the run and the demand.
     *
     * @param jailed what a clean run in the jail did: what it did without is told too; empty if there was none
     */
    Manifest manifest(Demand demand, Collection<PathUse> jailed) throws IOException {
        Discovery discovery = discover(demand);
        IgnoredPaths ignored = new IgnoredPaths();
        ignored.absent(discovery.absent());
        ignored.absent(
                jailed.stream().filter(use -> !known(use.asked().lexical())).toList());
        ignored.leftOut(discovery);
        UserNeeds needs = new UserNeeds(tree, accounts);
        users.addTo(needs, discovery, demand.has(Step.ALL_USERS));
        if (demand.has(Step.PASSWORDS)) {
            needs.passwords();
        }
        ManifestMaker.Frame frame =
                new ManifestMaker.Frame(recorded.target(), recorded.platform(), ignored.list(), suggestions(discovery));
        // what has gone since the run is no need any more
        return new ManifestMaker(new Sysroot(tree.root()), accounts).make(discovery, needs, frame);
    }

    /** What programs say that they may load, and this run did not. */
    private List<Manifest.Suggestion> suggestions(Discovery discovery) throws IOException {
        List<Manifest.Suggestion> suggestions = new ArrayList<>();
        for (Map.Entry<JailPath, SortedSet<String>> library :
                discovery.suggestions().entrySet()) {
            boolean needed = tree.locate(library.getKey()) instanceof Location.Present place
                    && discovery.graph().needs(place.realPath());
            if (!needed) {
                suggestions.add(
                        new Manifest.Suggestion(library.getKey(), "dlopen-note", List.copyOf(library.getValue())));
            }
        }
        return suggestions;
    }

    /** What the run opened, executed, listed or entered, and the tree has not: it is not the tree of that run. */
    List<JailPath> lacking(Demand demand) throws IOException {
        return discover(demand).absent().stream()
                .filter(use -> !use.replaced() && use.done().keySet().stream().anyMatch(USES::contains))
                .map(use -> use.asked().lexical())
                .distinct()
                .toList();
    }

    private boolean known(JailPath path) {
        try {
            return tree.inode(path).isPresent();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
