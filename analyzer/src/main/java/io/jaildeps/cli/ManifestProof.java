package io.jaildeps.cli;

import io.jaildeps.build.BuildRequest;
import io.jaildeps.build.CannotBuild;
import io.jaildeps.build.Passes;
import io.jaildeps.jail.JailBuilder;
import io.jaildeps.jail.JailLoaderCache;
import io.jaildeps.manifest.Accounts;
import io.jaildeps.manifest.Manifest;
import io.jaildeps.path.HostPath;
import io.jaildeps.path.Printable;
import io.jaildeps.profile.BadProfile;
import io.jaildeps.profile.ExpectedDirectories;
import io.jaildeps.profile.Preparation;
import io.jaildeps.profile.Profile;
import io.jaildeps.suggest.BadRule;
import io.jaildeps.trace.TraceSystem;
import io.jaildeps.tracer.CannotTrace;
import io.jaildeps.tracer.Privilege;
import io.jaildeps.tracer.RunSpec;
import io.jaildeps.tracer.Tracer;
import io.jaildeps.tracer.Workspace;
import io.jaildeps.tree.Sysroot;
import io.jaildeps.verdict.PassRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes ready what a manifest's own proof takes: its target and exercises, with what its profile adds on this host. */
final class ManifestProof {
    private final Manifest manifest;
    private final ProofOptions options;
    private final Console console;
    private final int iterations;

    /** @param iterations jail passes at most */
    ManifestProof(Manifest manifest, ProofOptions options, Console console, int iterations) {
        this.manifest = manifest;
        this.options = options;
        this.console = console;
        this.iterations = iterations;
    }

    /** What is done with the proof. */
    interface Work<T> {
        T with(BuildRequest request, Passes passes, JailBuilder builder)
                throws CannotTrace, CannotBuild, IOException, InterruptedException;
    }

    /** Does it, and leaves nothing behind. */
    <T> T run(Work<T> work)
            throws BadUsage, BadInput, FailsHere, BadProfile, BadRule, CannotTrace, CannotBuild, IOException,
                    InterruptedException {
        check();
        Interruption interruption = Interruption.install();
        try (Workspace workspace = Workspace.open(Places.workspaces())) {
            interruption.watch(workspace);
            BuildRequest request = request(workspace);
            PassRunner runner = new PassRunner(System::nanoTime, workspace::started);
            Passes passes = new Passes(request, runner, workspace, workspace.directory(Places.jails()));
            return work.with(request, passes, new JailBuilder(new JailLoaderCache(HostPath.ROOT)));
        } finally {
            interruption.done();
        }
    }

    private void check() throws BadUsage, BadInput, FailsHere, CannotTrace {
        options.check();
        Manifest.Target target = manifest.target();
        if (!target.command().get(0).startsWith("/")) {
            throw new BadInput("cannot run " + Printable.of(target.command().get(0)) + ": not an absolute path");
        }
        boolean nul = target.command().stream().anyMatch(word -> word.indexOf(0) >= 0)
                || target.exercise().stream().anyMatch(script -> script.indexOf(0) >= 0)
                || target.environment().entrySet().stream()
                        .anyMatch(variable -> variable.getKey().isEmpty()
                                || variable.getKey().indexOf('=') >= 0
                                || (variable.getKey() + variable.getValue()).indexOf(0) >= 0);
        if (nul) {
            throw new BadInput("cannot run the manifest's target: its command, environment or exercises hold what no"
                    + " process can be given");
        }
        ThisMachine.check(manifest, "prove the manifest here");
        Path program = HostPath.ofBytes(target.command().get(0)).toPath();
        if (!Files.isRegularFile(program) || !Files.isExecutable(program)) {
            throw new FailsHere("cannot run " + Printable.of(target.command().get(0)) + " on the host itself: "
                    + (Files.exists(program) ? "not an executable file" : "no such file"));
        }
        if (!Files.isDirectory(target.cwd().in(HostPath.ROOT).toPath())) {
            throw new BadInput("cannot start in " + target.cwd() + ": not a directory");
        }
        Tracer.ofSystem(TraceSystem.LINUX);
    }

    private BuildRequest request(Workspace workspace)
            throws BadUsage, BadInput, BadProfile, BadRule, CannotTrace, IOException, InterruptedException {
        Manifest.Target target = manifest.target();
        Accounts accounts = Accounts.of(new Sysroot(HostPath.ROOT));
        Optional<Identity> identity = identity(accounts);
        String program = target.command().get(0);
        Optional<Profile> profile = RuleFiles.profile(program, options.rules);
        Optional<HostPath> scratch = profile.isPresent() || !target.exercise().isEmpty()
                ? Optional.of(workspace.scratch())
                : Optional.empty();
        Optional<Preparation> prepared = Optional.empty();
        if (profile.isPresent()) {
            console.note(
                    "profile " + profile.get().name() + ": " + profile.get().why());
            prepared = Optional.of(prepared(profile.get(), program, workspace));
            if (Privilege.isRoot()) {
                ExpectedDirectories.make(prepared.get().directories(), accounts, workspace);
            }
        }
        return new BuildRequest(
                target.provedBy(options.expectStatus(manifest.target().status()), privateNetwork()),
                manifest.platform(),
                new Proving(profile, prepared, scratch)
                        .proof(target.exercise(), TargetInput.copy(options.stdin, target, workspace)),
                identity.map(Identity::forRun).orElse(RunSpec.Identity.SAME),
                new RunSpec.Tracing(Tracer.ofSystem(TraceSystem.LINUX), true, !options.allCpus, privateNetwork()),
                new BuildRequest.Limits(Duration.ofSeconds(options.timeoutSeconds), iterations),
                true,
                Optional.empty(),
                RuleFiles.suggesting(options.rules, List.of()));
    }

    private boolean privateNetwork() {
        return options.privateNetwork || manifest.target().privateNetwork();
    }

    private Optional<Identity> identity(Accounts accounts) throws BadUsage, BadInput {
        String user = manifest.target().user();
        String ours = System.getProperty("user.name", "root");
        if (user.equals(ours)) {
            return Optional.empty();
        }
        if (!Privilege.isRoot()) {
            throw new BadInput("cannot run as " + Words.visible(user) + ", as the manifest says: we are "
                    + Words.visible(ours) + ", and only root can");
        }
        return Identity.of(Words.visible(user), accounts);
    }

    /** The whole profile if the manifest was made with it; else, as in a trace, only its surroundings. */
    private Preparation prepared(Profile profile, String program, Workspace workspace)
            throws BadProfile, IOException, InterruptedException {
        Preparation whole = Preparation.of(profile, program, workspace.scratch());
        List<String> command = new ArrayList<>(List.of(program));
        whole.arguments().stream().map(TargetLookup::bytes).forEach(command::add);
        boolean isItsOwn = command.equals(manifest.target().command())
                || profile.exercisesAny(manifest.target().exercise());
        return isItsOwn ? whole : Preparation.of(profile.surroundings(), program, workspace.scratch());
    }
}
