package io.jaildeps.cli;

import io.jaildeps.build.BuildOutcome;
import io.jaildeps.build.BuildRequest;
import io.jaildeps.build.CannotBuild;
import io.jaildeps.build.JailBuild;
import io.jaildeps.build.Passes;
import io.jaildeps.jail.BuildResult;
import io.jaildeps.jail.JailBuilder;
import io.jaildeps.jail.JailLoaderCache;
import io.jaildeps.jail.JailLock;
import io.jaildeps.manifest.Manifest;
import io.jaildeps.manifest.ManifestWriter;
import io.jaildeps.path.HostPath;
import io.jaildeps.profile.BadProfile;
import io.jaildeps.suggest.BadRule;
import io.jaildeps.tracer.CannotTrace;
import io.jaildeps.tracer.Tracer;
import io.jaildeps.tracer.Workspace;
import io.jaildeps.verdict.PassRunner;
import io.jaildeps.verdict.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code jaildeps trace}: find dependencies, prove them, write the manifest. */
@Command(
        name = "trace",
        mixinStandardHelpOptions = true,
        addMethodSubcommands = false,
        sortOptions = false,
        description = "Finds what a program needs by running it, proves it in a jail, and writes the manifest.")
final class TraceCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Main main;

    @Mixin
    private TraceOptions options = new TraceOptions();

    @Override
    public Integer call()
            throws BadUsage, BadInput, BadProfile, BadRule, CannotTrace, CannotBuild, IOException,
                    InterruptedException {
        Console console = new Console(spec.commandLine().getErr(), options.proof.quiet, options.proof.verbose);
        TargetLookup lookup = new TargetLookup(CallersEnvironment.get());
        String program = lookup.program(options.command.get(0));
        check(program);
        if (options.proof.stdin == null && main.in().available() > 0) {
            console.warn("what comes in on standard input is not handed to the target; --stdin - does");
        }
        Tracer tracer = TracerChoice.of(options.tracer, lookup);
        Interruption interruption = Interruption.install();
        try (Workspace workspace = Workspace.open(Places.workspaces())) {
            interruption.watch(workspace);
            BuildRequest request = new RequestMaker(options, lookup, tracer, console).make(program, workspace);
            PassRunner runner = new PassRunner(System::nanoTime, workspace::started);
            HostPath jails = workspace.directory(Places.jails());
            Passes passes = new Passes(request, runner, workspace, jails);
            JailBuilder builder = new JailBuilder(new JailLoaderCache(HostPath.ROOT));
            JailLock lock = new JailLock(HostPath.ROOT);
            BuildOutcome outcome =
                    new JailBuild(request, passes, new JailBuild.Jails(builder, Optional.of(lock)), console).run();
            if (options.minimize && outcome.verdict() instanceof Verdict.Clean) {
                outcome = new MinimizedTrace(request, runner, workspace, jails, console).of(outcome, builder);
            }
            return finish(outcome, request, builder, lock, program);
        } finally {
            interruption.done();
        }
    }

    /** What would fail at the end fails now, before the target has run. */
    private void check(String program) throws BadUsage, BadInput, IOException {
        if (options.minimize && options.noVerify) {
            throw new BadUsage("cannot minimize without a proof: give --minimize or --no-verify");
        }
        options.proof.check();
        Path here = Path.of("").toAbsolutePath();
        if (here.toString().indexOf(Words.UNDECODABLE) >= 0) {
            throw new BadUsage("cannot work in " + HostPath.of(here)
                    + ": Java hands on only what is valid UTF-8; start from another directory");
        }
        if (!printsManifest()) {
            Output.check(options.output(program));
        } else if (options.proof.format.equals("json")) {
            throw new BadUsage("cannot print both to standard output: give --output FILE or leave out --format json");
        }
        if (options.keepTrace != null) {
            Output.check(options.keepTrace);
        }
        if (options.jail != null) {
            JailPlace.check(options.jail);
        }
    }

    private boolean printsManifest() {
        return options.output != null && options.output.toString().equals("-");
    }

    private int finish(BuildOutcome outcome, BuildRequest request, JailBuilder builder, JailLock lock, String program)
            throws BadInput, CannotBuild, IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Optional<String> written = Optional.empty();
        if (outcome.manifest().isPresent()) {
            Manifest manifest = outcome.manifest().get();
            RuleFiles.withoutEffect(manifest, options.with)
                    .forEach(warning -> spec.commandLine().getErr().println("jaildeps: " + warning));
            String text = new ManifestWriter().write(manifest);
            Path file = options.output(program);
            if (printsManifest()) {
                out.print(text);
            } else {
                Output.write(file, text);
                written = Optional.of(Words.visible(file.toString()));
            }
            if (outcome.jail().isPresent() && written.isPresent() && Files.isRegularFile(file)) {
                LockFile.write(lock.of(manifest, outcome.jail().get()), file);
            }
            if (options.jail != null && outcome.verdict() instanceof Verdict.Clean) {
                HostPath jail = HostPath.of(options.jail);
                BuildResult result = builder.build(manifest, HostPath.ROOT, jail);
                if (result instanceof BuildResult.Refused refused) {
                    throw new BadInput(String.join("\njaildeps: ", refused.problems()));
                }
                LockFile.keep(lock.of(manifest, jail), jail);
                if (result instanceof BuildResult.Built built && !options.proof.quiet) {
                    Warnings.ofBuild(built)
                            .forEach(warning -> spec.commandLine().getErr().println("jaildeps: " + warning));
                }
            }
        }
        return new TraceSummary(out, spec.commandLine().getErr(), options).print(outcome, request, written);
    }
}
