package io.jaildeps.jail;

import io.jaildeps.manifest.Accounts;
import io.jaildeps.manifest.Entry;
import io.jaildeps.manifest.Manifest;
import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import io.jaildeps.tree.Sysroot;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Builds jails. A jail is complete or not there; one that exists is replaced in one step and keeps what programs wrote
 * in it. One builder can build many jails, one after the other.
 */
public final class JailBuilder {
    private final LoaderCacheMaker loaderCache;
    private final Optional<HostPath> store;

    public JailBuilder(LoaderCacheMaker loaderCache) {
        this(loaderCache, Optional.empty());
    }

    /** @param store a directory for the files that jails share, made if absent; its parent exists */
    public JailBuilder(LoaderCacheMaker loaderCache, Optional<HostPath> store) {
        this.loaderCache = loaderCache;
        this.store = store;
    }

    /** Removes a jail that a build of ours made, and what stands beside it. Nothing runs in it any more. */
    public void remove(HostPath jail) throws IOException, InterruptedException {
        Trees.remove(jail);
        Trees.remove(Workplace.at(jail));
    }

    /**
     * Makes or refreshes a jail.
     *
     * @param hostRoot where the files come from: the root, or a directory with another system's tree
     * @param jail the jail's directory; its parent exists
     * @throws IOException if it can not be completed, by a full disk for example; the jail is then as it was before
     * @throws InterruptedException if this thread is interrupted; the jail is then the old tree or the new one
     */
    public BuildResult build(Manifest manifest, HostPath hostRoot, HostPath jail)
            throws IOException, InterruptedException {
        try {
            return check(manifest, hostRoot, jail);
        } catch (ClosedByInterruptException e) {
            Thread.interrupted();
            throw (InterruptedException) new InterruptedException().initCause(e);
        } catch (FileSystemException e) {
            String reason = reason(e);
            throw new IOException(
                    "cannot build " + jail + ": " + HostPath.of(Path.of(String.valueOf(e.getFile()))) + ": " + reason,
                    e);
        } catch (IOException e) {
            throw new IOException("cannot build " + jail + ": " + e.getMessage(), e);
        }
    }

    /**
     * Tells what {@link #build} would do, and writes nothing.
     *
     * @param host the manifest as it is on the host now
     */
    public PreviewResult preview(Replacements host, HostPath hostRoot, HostPath jail) throws IOException {
        Checked checked = checked(host.manifest(), hostRoot, jail);
        if (checked instanceof Checked.Possible possible) {
            HostPath place = possible.place();
            KeptState state = KeptState.of(place, possible.inputs().plan(), Workplace.owned(place));
            return state.problems().isEmpty()
                    ? new PreviewResult.Possible(Preview.of(possible.inputs(), place, state, host.changes()))
                    : new PreviewResult.Impossible(
                            new BuildResult.Refused(BuildResult.Cause.DESTINATION, state.problems()));
        }
        return new PreviewResult.Impossible(((Checked.Impossible) checked).why());
    }

    /** Whether a build is possible, before anything is written. */
    private sealed interface Checked {
        record Possible(Maker.Inputs inputs, HostPath place) implements Checked {}

        record Impossible(BuildResult.Refused why) implements Checked {}
    }

    /** The JDK has classes for the frequent reasons, and then no words. */
    private static String reason(FileSystemException failure) {
        if (failure instanceof NoSuchFileException) {
            return "no such file or directory";
        } else if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        return failure.getReason() == null ? failure.getClass().getSimpleName() : failure.getReason();
    }

    private BuildResult check(Manifest manifest, HostPath hostRoot, HostPath jail)
            throws IOException, InterruptedException {
        CompletableFuture<Boolean> gnu = GnuCopier.isHere();
        Checked checked = checked(manifest, hostRoot, jail);
        return checked instanceof Checked.Possible possible
                ? build(possible.inputs(), gnu, possible.place())
                : ((Checked.Impossible) checked).why();
    }

    private Checked checked(Manifest manifest, HostPath hostRoot, HostPath jail) throws IOException {
        JailPlan plan = new JailPlan(manifest);
        if (!plan.problems().isEmpty()) {
            return new Checked.Impossible(new BuildResult.Refused(BuildResult.Cause.MANIFEST, plan.problems()));
        }
        Optional<HostPath> place = Destination.real(jail);
        if (place.isEmpty()) {
            return refused(jail, jail.isRoot() ? "it is the root" : jail.parent() + " is not a directory");
        }
        HostSources sources = HostSources.of(plan, hostRoot);
        Optional<String> problem = Destination.problem(place.get(), sources, plan);
        if (problem.isPresent()) {
            return refused(jail, problem.get());
        }
        Owners owners = new Owners(Accounts.of(new Sysroot(hostRoot)));
        List<String> problems = new ArrayList<>(sources.problems(plan));
        problems.addAll(owners.problems(plan));
        if (!problems.isEmpty()) {
            return new Checked.Impossible(new BuildResult.Refused(BuildResult.Cause.HOST, problems));
        }
        return new Checked.Possible(new Maker.Inputs(plan, sources, owners, loaderCache), place.get());
    }

    private BuildResult build(Maker.Inputs inputs, CompletableFuture<Boolean> gnu, HostPath jail)
            throws IOException, InterruptedException {
        Optional<Workplace> opened = Workplace.open(jail);
        if (opened.isEmpty()) {
            return new BuildResult.Refused(
                    BuildResult.Cause.BUSY, List.of("cannot build " + jail + ": another build works on it"));
        }
        try (Workplace workplace = opened.get()) {
            workplace.recover();
            KeptState state = KeptState.of(jail, inputs.plan(), workplace.owned());
            if (!state.problems().isEmpty()) {
                return new BuildResult.Refused(BuildResult.Cause.DESTINATION, state.problems());
            }
            Copier copier = workplace.uid() == 0 && gnu.join() ? new GnuCopier() : new PlainCopier();
            return build(inputs, copier, state, workplace);
        }
    }

    private BuildResult build(Maker.Inputs inputs, Copier copier, KeptState state, Workplace workplace)
            throws IOException, InterruptedException {
        try {
            Optional<CleanStore> shared =
                    store.isPresent() ? Optional.of(CleanStore.open(store.get())) : Optional.empty();
            HostPath tree = workplace.newTree();
            Maker maker = new Maker(tree, inputs, copier);
            maker.copy();
            copier.link(workplace.jail(), state.roots(), tree);
            List<Made> made = new ArrayList<>();
            for (Entry entry : inputs.plan().inOrderOfMaking()) {
                Optional<Made> one = maker.make(entry);
                if (one.isPresent()) {
                    // directories come last: what is exchanged in them changes their time
                    made.add(shared.isPresent() ? shared.get().share(tree, one.get()) : one.get());
                }
            }
            List<BuildResult.Warning> warnings = new ArrayList<>(maker.warnings());
            warnings.addAll(secrets(inputs.plan()));
            warnings.addAll(LackedLibraries.warnings(inputs.plan().manifest(), tree));
            warnings.addAll(surroundings(workplace.jail()));
            warnings.addAll(Occupants.of(workplace.jail()));
            if (!workplace.put(tree, inputs.plan().byPath().keySet())) {
                warnings.add(new BuildResult.Warning(
                        JailPath.ROOT, "replaced in two steps: no tool here swaps directories in one"));
            }
            workplace.keep(inputs.plan().manifest());
            workplace.keepStore(shared.map(CleanStore::directory));
            return new BuildResult.Built(made, state.roots().size(), warnings);
        } finally {
            workplace.tidy();
        }
    }

    /** A notice for each key, hash or token that the jail gets from the host. */
    private static List<BuildResult.Warning> secrets(JailPlan plan) {
        List<BuildResult.Warning> notices = new ArrayList<>();
        for (Entry entry : plan.entries()) {
            if (entry instanceof Entry.File file && file.secret()) {
                String open = (file.mode().bits() & 07) == 0 ? "" : ", and everybody in the jail can read it";
                notices.add(new BuildResult.Warning(file.path(), "a secret of the host is in the jail now" + open));
            }
        }
        return notices;
    }

    /** What is wrong with the place, whatever is in the jail. */
    private static List<BuildResult.Warning> surroundings(HostPath jail) throws IOException {
        List<BuildResult.Warning> warnings = new ArrayList<>();
        Ancestors above = Ancestors.of(jail);
        for (Ancestors.Replaceable one : above.replaceable()) {
            warnings.add(new BuildResult.Warning(
                    JailPath.ROOT,
                    one.reason() + "; mend it: "
                            + one.mend()
                                    .map(command -> command + " " + one.directory())
                                    .orElseGet(() -> Ancestors.move(one.directory()))));
        }
        if (!above.isClosed()) {
            warnings.add(new BuildResult.Warning(
                    JailPath.ROOT,
                    Ancestors.ENTERABLE + "; mend it: "
                            + (Ancestors.isShared(jail.parent())
                                    ? Ancestors.move(jail.parent())
                                    : "chmod 0700 " + jail.parent())));
        }
        return warnings;
    }

    private static Checked refused(HostPath jail, String reason) {
        return new Checked.Impossible(new BuildResult.Refused(
                BuildResult.Cause.DESTINATION, List.of("cannot build " + jail + ": " + reason)));
    }
}
