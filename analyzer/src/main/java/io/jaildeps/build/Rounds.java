package io.jaildeps.build;

import io.jaildeps.access.AccessKind;
import io.jaildeps.access.PathUse;
import io.jaildeps.graph.Demand;
import io.jaildeps.graph.Discovery;
import io.jaildeps.graph.MountTable;
import io.jaildeps.graph.Step;
import io.jaildeps.manifest.Manifest;
import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import io.jaildeps.tree.Inode;
import io.jaildeps.tree.Location;
import io.jaildeps.tree.Sysroot;
import io.jaildeps.verdict.PassResult;
import io.jaildeps.verdict.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What all rounds have in common: the host's run and tree, what a manifest is made of, and which step comes next. */
final class Rounds {
    private final BuildRequest request;
    private final PassResult host;
    private final Sysroot tree = new Sysroot(HostPath.ROOT);
    private final MountTable mounts;
    private final Progress progress;
    private final ManifestStage manifests;
    private final MissingSymbols symbols;

    Rounds(BuildRequest request, PassResult host, MountTable mounts, Progress progress) throws IOException {
        this.request = request;
        this.host = host;
        this.mounts = mounts;
        this.progress = progress;
        this.manifests = new ManifestStage(
                new ManifestStage.Recorded(
                        host.accesses().uses(),
                        host.facts(),
                        target(),
                        request.platform(),
                        request.proof().keepLogins(),
                        request.suggesting()),
                tree,
                mounts);
        this.symbols = new MissingSymbols(tree, host, cwd());
    }

    PassResult host() {
        return host;
    }

    Sysroot tree() {
        return tree;
    }

    MountTable mounts() {
        return mounts;
    }

    Manifest manifest(Demand demand, Optional<PassResult> jail) throws IOException {
        return manifests.manifest(
                demand, jail.map(pass -> pass.accesses().uses()).orElse(List.of()));
    }

    /** Where the target starts; the root if it makes no difference, so that two people get the same manifest. */
    JailPath cwd() {
        return host.reading().usesCwd() ? request.target().cwd() : JailPath.ROOT;
    }

    private Manifest.Target target() {
        return request.target().found(cwd(), host.found().text());
    }

    /** With the nearest library for each symbol that the run lacked; empty if that adds nothing new to the graph. */
    Optional<Demand> withDefiners(Demand demand, PassResult jail) throws IOException {
        List<Demand.Definer> nearest = symbols.nearest(jail);
        Demand more = demand.withDefiners(nearest);
        if (nearest.isEmpty() || !adds(demand, more)) {
            return Optional.empty();
        }
        nearest.forEach(
                definer -> progress.note("adding " + definer.library() + ", which defines " + definer.symbol()));
        return Optional.of(more);
    }

    /** The verdict, with what is known of symbols that the run lacked, and of files that are on the host no more. */
    Verdict explained(Verdict verdict, PassResult jail) throws IOException {
        List<String> words = new ArrayList<>(List.of(symbols.words(jail), usedUp(jail)));
        words.removeIf(String::isEmpty);
        return verdict instanceof Verdict.Missing missing && !words.isEmpty()
                ? new Verdict.Missing(missing.reason() + "; " + String.join("; ", words), missing.events())
                : verdict;
    }

    /** A jail is made of what the run on the host left: without what it removed, and with what it changed. */
    private String usedUp(PassResult jail) throws IOException {
        for (PathUse use : jail.accesses().uses()) {
            Optional<PathUse> there = host.accesses().use(use.asked());
            if (there.filter(PathUse::isRewritten).isPresent()
                    && tree.locate(use.asked().root(), use.asked().bytes(), true) instanceof Location.Present place
                    && place.kind() == Inode.Kind.FILE) {
                return "the run on the host changed " + use.asked().lexical() + ", and the jail has what it left of it";
            }
            boolean wasRemoved = there.filter(onHost -> onHost.replaced() || onHost.did(AccessKind.REMOVE))
                    .filter(onHost -> !onHost.made())
                    .isPresent();
            if (wasRemoved
                    && use.absent().isPresent()
                    && tree.locate(use.asked().root(), use.asked().bytes(), true) instanceof Location.Absent) {
                return "the run on the host removed " + use.asked().lexical()
                        + ": put it back before you trace or build";
            }
        }
        return "";
    }

    /** The likely cause alone if there is one, then the smallest step that adds something new to the graph. */
    Optional<Demand> nextStep(Demand demand, Gaps gaps) throws IOException {
        if (demand.steps().isEmpty() && needsShadow(demand)) {
            progress.note("adding " + Step.PASSWORDS.adds());
            return Optional.of(demand.with(Step.PASSWORDS));
        }
        Set<Step> rest = EnumSet.allOf(Step.class);
        rest.remove(Step.NAMED);
        rest.removeAll(demand.steps());
        Demand base = demand.isGuess() ? demand.withSteps(Set.of()) : demand;
        for (Step step : rest) {
            Demand more = withStep(base, step, gaps);
            if (step == Step.ALL_USERS || (step == Step.PASSWORDS && needsShadow(base)) || adds(base, more)) {
                progress.note("adding " + step.adds());
                return Optional.of(more);
            }
        }
        return Optional.empty();
    }

    private boolean needsShadow(Demand demand) throws IOException {
        return manifests.discover(demand).graph().needs(JailPath.of("/etc/shadow"));
    }

    Demand withStep(Demand demand, Step step, Gaps gaps) {
        Demand more = demand.with(step);
        return step == Step.LOOKED_AT_IN_JAIL ? more.withMissing(gaps.lookedAt()) : more;
    }

    /** Whether {@code more} adds anything to the graph, or changes owners. */
    boolean adds(Demand demand, Demand more) throws IOException {
        Discovery now = manifests.discover(demand);
        Discovery then = manifests.discover(more);
        boolean addsOwners = more.has(Step.OWNERS) && !demand.has(Step.OWNERS);
        return !now.graph().needs().equals(then.graph().needs())
                || !now.mounts().equals(then.mounts())
                || addsOwners && manifests.hasOtherOwners(more);
    }
}
