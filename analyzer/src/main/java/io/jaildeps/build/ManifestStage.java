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
import io.jaildeps.manifest.Entry;
import io.jaildeps.manifest.Manifest;
import io.jaildeps.manifest.ManifestMaker;
import io.jaildeps.manifest.UserNeeds;
import io.jaildeps.path.JailPath;
import io.jaildeps.suggest.Suggesting;
import io.jaildeps.tree.Inode;
import io.jaildeps.tree.Location;
import io.jaildeps.tree.Sysroot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Graph and manifest of what was recorded where the target works: by a host pass of ours, or by somebody elsewhere. */
final class ManifestStage {
    /**
     * What was recorded.
     *
     * @param uses what the run did with which path; of several runs, the uses of each
     * @param facts what its events say besides
     * @param target with what was found out about it
     * @param keepLogins keep the accounts that people log in to
     * @param suggesting what rules suggest, and what of it is taken in
     */
    record Recorded(
            Collection<PathUse> uses,
            RunFacts facts,
            Manifest.Target target,
            Manifest.Platform platform,
            boolean keepLogins,
            Suggesting suggesting) {}

    private static final Set<AccessKind> USES =
            EnumSet.of(AccessKind.EXECUTE, AccessKind.READ, AccessKind.UPDATE, AccessKind.LIST, AccessKind.ENTER);

    private final Recorded recorded;
    private final Sysroot tree;
    private final GraphBuilder graphs;
    private final Accounts accounts;
    private final UsersOfRun users;
    /** Rounds compare what they have with what they could add, and then take one of both. */
    private final Map<Demand, Discovery> discovered = new HashMap<>();
    /** The last round's manifest is made again when the run in its jail is known. */
    private final Map<Demand, UserNeeds> needed = new HashMap<>();

    private final Map<Demand, List<Manifest.Suggestion>> suggested = new HashMap<>();

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
        return tree.isOfThisMachine() ? environment.withHwcaps(Hwcaps.ofThisMachine()) : environment;
    }

    /** The graph of the run and the demand. */
    Discovery discover(Demand demand) throws IOException {
        Discovery known = discovered.get(demand);
        if (known == null) {
            known = withSuggested(graphs.build(recorded.uses(), demand), demand);
            discovered.put(demand, known);
        }
        return known;
    }

    /** What a person took in with --with, if the rules suggest it for this graph. */
    private Discovery withSuggested(Discovery discovery, Demand demand) throws IOException {
        Set<String> with = recorded.suggesting().with();
        List<GraphBuilder.Wanted> wanted = new ArrayList<>();
        if (!with.isEmpty()) {
            for (Manifest.Suggestion suggestion : suggestions(discovery, demand)) {
                if (with.contains(suggestion.rule())) {
                    String reason = Manifest.Suggestion.reason(suggestion.rule());
                    wanted.add(new GraphBuilder.Wanted(suggestion.path(), reason));
                }
            }
        }
        return wanted.isEmpty() ? discovery : graphs.build(recorded.uses(), demand, wanted);
    }

    /**
     * The manifest of the run and the demand.
     *
     * @param jailed what a clean run in the jail did: what it did without is told too; empty if there was none
     */
    Manifest manifest(Demand demand, Collection<PathUse> jailed) throws IOException {
        Discovery discovery = discover(demand);
        Set<JailPath> passing = passing(jailed);
        IgnoredPaths ignored = new IgnoredPaths(path -> !passing.contains(path));
        ignored.absent(discovery.absent());
        ignored.absent(
                jailed.stream().filter(use -> !known(use.asked().lexical())).toList());
        ignored.leftOut(discovery);
        ManifestMaker.Frame frame = new ManifestMaker.Frame(
                recorded.target(), recorded.platform(), ignored.list(), leftSuggestions(discovery, demand));
        // what has gone since the run is no need any more
        return new ManifestMaker(tree.again(), accounts, demand.has(Step.OWNERS))
                .make(discovery, users(discovery, demand), frame);
    }

    /**
     * Names that the run made up: what it made and did not leave, and what it made, or looked for in vain, and the jailed run
     * did not ask for.
     */
    private Set<JailPath> passing(Collection<PathUse> jailed) throws IOException {
        Set<JailPath> again = jailed.stream().map(use -> use.asked().lexical()).collect(Collectors.toSet());
        Set<JailPath> passing = new HashSet<>();
        for (PathUse use : recorded.uses()) {
            JailPath path = use.asked().lexical();
            boolean isOfRun = use.made() || use.done().isEmpty();
            boolean isGone = use.made()
                    && tree.isHere()
                    && tree.locate(use.asked().root(), use.asked().bytes(), false) instanceof Location.Absent;
            if (isOfRun && !again.contains(path) && (isGone || !again.isEmpty())) {
                passing.add(path);
            }
        }
        return passing;
    }

    private UserNeeds users(Discovery discovery, Demand demand) throws IOException {
        UserNeeds known = needed.get(demand);
        if (known == null) {
            known = new UserNeeds(tree, accounts);
            users.addTo(known, discovery, demand.has(Step.ALL_USERS));
            if (demand.has(Step.PASSWORDS)) {
                known.passwords();
            }
            needed.put(demand, known);
        }
        return known;
    }

    /** Whether the host's owners and modes would be others than those of the manifest. */
    boolean hasOtherOwners(Demand demand) throws IOException {
        return manifest(demand.with(Step.OWNERS), List.of()).entries().stream()
                .anyMatch(entry -> entry.why().contains(Entry.AS_ON_HOST));
    }

    /** A socket that is taken in is still somebody else's, but no suggestion any more. */
    private List<Manifest.Suggestion> leftSuggestions(Discovery discovery, Demand demand) throws IOException {
        List<Manifest.Suggestion> known = suggested.get(demand);
        if (known == null) {
            known = suggestions(discovery, demand).stream()
                    .filter(suggestion -> !recorded.suggesting().with().contains(suggestion.rule()))
                    .toList();
            suggested.put(demand, known);
        }
        return known;
    }

    /** What programs say that they may load, and this run did not; and what rules say. */
    private List<Manifest.Suggestion> suggestions(Discovery discovery, Demand demand) throws IOException {
        List<Manifest.Suggestion> suggestions = new ArrayList<>(recorded.suggesting()
                .suggestions(
                        new Suggesting.Run(
                                discovery.graph().needs().keySet(),
                                programs(demand),
                                discovery.sockets().keySet()),
                        tree));
        suggestions.addAll(unreadLinks());
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

    /** Links whose text is not known: that they are there is all that a trace without its tree says. */
    private List<Manifest.Suggestion> unreadLinks() throws IOException {
        List<Manifest.Suggestion> links = new ArrayList<>();
        for (PathUse use : tree.isHere() ? List.<PathUse>of() : recorded.uses()) {
            if (use.did(AccessKind.READ_LINK)
                    && tree.locate(use.asked().root(), use.asked().inner().bytes(), false)
                            instanceof Location.Present link
                    && link.kind() == Inode.Kind.SYMLINK) {
                String why = "read as a link, and the trace does not say where it leads";
                links.add(new Manifest.Suggestion(link.realPath(), "link", List.of(why)));
            }
        }
        return links;
    }

    private Set<JailPath> programs(Demand demand) {
        Set<JailPath> programs = new TreeSet<>(Set.of(demand.program()));
        recorded.uses().stream()
                .filter(use -> use.did(AccessKind.EXECUTE))
                .forEach(use -> programs.add(use.asked().lexical()));
        return programs;
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
