package io.jaildeps.build;

import io.jaildeps.access.AccessKind;
import io.jaildeps.graph.MountTable;
import io.jaildeps.host.Mount;
import io.jaildeps.manifest.Entry;
import io.jaildeps.manifest.Manifest;
import io.jaildeps.manifest.Ready;
import io.jaildeps.path.Counted;
import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import io.jaildeps.tracer.CannotTrace;
import io.jaildeps.tracer.Confinement;
import io.jaildeps.tracer.LivePidFiles;
import io.jaildeps.tracer.Privilege;
import io.jaildeps.tracer.PrivilegedPrograms;
import io.jaildeps.tracer.RunSpec;
import io.jaildeps.tracer.RunSpec.Tracing;
import io.jaildeps.tracer.Workspace;
import io.jaildeps.verdict.Judge;
import io.jaildeps.verdict.PassPlan;
import io.jaildeps.verdict.PassResult;
import io.jaildeps.verdict.PassRunner;
import io.jaildeps.verdict.Verdict;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Runs the passes of one build, each with the same target, exercises and environment. */
public final class Passes {
    private final BuildRequest request;
    private final PassRunner runner;
    private final Workspace workspace;
    private final HostPath jails;
    private Tracing tracing;

    /** @param jails a directory for proving jails, on a file system that allows device nodes */
    public Passes(BuildRequest request, PassRunner runner, Workspace workspace, HostPath jails) {
        this.request = request;
        this.runner = runner;
        this.workspace = workspace;
        this.jails = jails;
        this.tracing = request.tracing();
    }

    MountTable mounts() throws IOException {
        return MountTable.of(Mount.all());
    }

    HostPath jailDirectory(int round) {
        return jails.resolve("jail-" + round);
    }

    /** The host pass and whether it counts. @param failure why not; empty if it does */
    record HostPass(PassResult result, Optional<Verdict.FailsOnHost> failure) {}

    /** Runs the target on the host and judges that by what the request asks. */
    HostPass host(Progress progress) throws CannotTrace, IOException, InterruptedException {
        progress.begins("host pass");
        PassResult result = host();
        Optional<Verdict.FailsOnHost> failure =
                Judge.host(result, request.target().status(), ready());
        if (failure.isEmpty()) {
            progress.done("host pass", Counted.of(result.accesses().pathCount(), "path", "paths"));
        }
        return new HostPass(result, failure);
    }

    private PassResult host() throws CannotTrace, IOException, InterruptedException {
        LivePidFiles pidFiles = LivePidFiles.below(HostPath.of("/run"));
        try {
            PassResult result = hostRun();
            if (tracing.seccomp() && gainsPrivileges(result)) {
                // seccomp sets no_new_privs, and the target is one that notices
                tracing = tracing.withSeccomp(false);
                result = hostRun();
            }
            keepTrace("host", result.reading().firstLine());
            return result;
        } finally {
            if (Privilege.isRoot()) {
                pidFiles.restore();
            }
        }
    }

    private PassResult hostRun() throws CannotTrace, IOException, InterruptedException {
        Start start = new Start(ready(), request.target().cwd(), "host");
        return runner.run(plan(new Confinement.None(), HostPath.ROOT, start));
    }

    private static boolean gainsPrivileges(PassResult result) throws IOException, InterruptedException {
        Set<HostPath> programs = result.accesses().uses().stream()
                .filter(use -> use.did(AccessKind.EXECUTE))
                .map(use -> HostPath.ofBytes(use.asked().lexical().bytes()))
                .collect(Collectors.toCollection(TreeSet::new));
        return PrivilegedPrograms.any(programs);
    }

    PassResult jail(HostPath directory, Manifest manifest, PassResult host)
            throws CannotTrace, IOException, InterruptedException {
        List<Confinement.Mount> mounts = new ArrayList<>();
        for (Manifest.Mount mount : manifest.mounts()) {
            HostPath place = mount.path().in(directory);
            Files.createDirectories(place.toPath());
            mounts.add(
                    Privilege.isRoot()
                            ? new Confinement.Mount(mount.fstype(), HostPath.of("/" + mount.fstype()), place)
                            : new Confinement.Mount("bind", mount.path().in(HostPath.ROOT), place));
        }
        if (!Privilege.isRoot()) {
            mounts.addAll(devices(manifest, directory));
        }
        if (request.proof().scratch().isPresent()) {
            HostPath scratch = request.proof().scratch().get();
            HostPath place = JailPath.ofBytes(scratch.bytes()).in(directory);
            Files.createDirectories(place.toPath());
            mounts.add(new Confinement.Mount("bind", scratch, place));
        }
        return runner.run(plan(
                new Confinement.Jail(directory, mounts),
                directory,
                new Start(host.found(), manifest.target().cwd(), "jail")));
    }

    /** Without root there are no device nodes; the host's are shown in their places. */
    private static List<Confinement.Mount> devices(Manifest manifest, HostPath directory) throws IOException {
        List<Confinement.Mount> mounts = new ArrayList<>();
        for (Entry entry : manifest.entries()) {
            if (entry instanceof Entry.Device) {
                HostPath place = entry.path().in(directory);
                Files.createDirectories(place.parent().toPath());
                if (!Files.exists(place.toPath())) {
                    Files.createFile(place.toPath());
                }
                mounts.add(new Confinement.Mount("bind", entry.path().in(HostPath.ROOT), place));
            }
        }
        return mounts;
    }

    private Ready ready() {
        return Ready.parse(request.target().ready());
    }

    /** How one pass differs from the other. @param name of its files */
    private record Start(Ready ready, JailPath cwd, String name) {}

    private PassPlan plan(Confinement confinement, HostPath view, Start start) {
        List<String> command = new ArrayList<>(request.target().command());
        command.addAll(request.proof().arguments());
        RunSpec spec = new RunSpec(
                command,
                start.cwd(),
                request.target().environment(),
                request.identity(),
                confinement,
                tracing,
                new RunSpec.Files(
                        request.proof().stdin(),
                        workspace.file(start.name() + ".trace"),
                        workspace.file(start.name() + ".stdout"),
                        workspace.file(start.name() + ".stderr")));
        return new PassPlan(
                spec,
                view,
                start.ready(),
                request.proof().exercises(),
                request.proof().environment(),
                request.proof()
                        .scratch()
                        .map(scratch ->
                                JailPath.ofBytes(scratch.parent().parent().bytes())),
                request.limits().timeout());
    }

    /** Without the lines of the harness, as if the tracer had started the target itself. */
    private void keepTrace(String name, long firstLine) throws IOException {
        if (request.keepTrace().isEmpty()) {
            return;
        }
        Path kept = request.keepTrace().get().toPath();
        boolean replaces = Files.isRegularFile(kept) || Files.notExists(kept);
        Path written = replaces ? kept.resolveSibling("." + kept.getFileName() + ".next") : kept;
        try (InputStream in = new BufferedInputStream(
                        Files.newInputStream(workspace.file(name + ".trace").toPath()));
                OutputStream out = Files.newOutputStream(written)) {
            for (long line = 1; line < firstLine; ) {
                int next = in.read();
                line += next == '\n' || next < 0 ? 1 : 0;
            }
            in.transferTo(out);
        }
        if (replaces) {
            Files.move(written, kept, StandardCopyOption.ATOMIC_MOVE);
        }
    }
}
