package io.jaildeps.cli;

import io.jaildeps.build.CannotBuild;
import io.jaildeps.build.CheckOutcome;
import io.jaildeps.build.ManifestCheck;
import io.jaildeps.manifest.Manifest;
import io.jaildeps.profile.BadProfile;
import io.jaildeps.publish.CheckReports;
import io.jaildeps.reports.CheckReport;
import io.jaildeps.reports.JsonRenderer;
import io.jaildeps.reports.TextRenderer;
import io.jaildeps.suggest.BadRule;
import io.jaildeps.tracer.CannotTrace;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jaildeps check}: whether a manifest still holds. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        addMethodSubcommands = false,
        sortOptions = false,
        description =
                "Tells whether a manifest still holds on this host: builds its jail, runs its own proof, and compares"
                        + " it with a new trace. Runs the commands that the manifest names, and leaves nothing behind."
                        + " Status 1: it does not hold.")
final class CheckCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private ProofOptions options = new ProofOptions(60);

    @Option(
            names = "--allow-unused",
            description = "That the manifest has more than the new trace needs is no finding, as of a merged one.")
    private boolean allowUnused;

    @Option(names = "--max-iterations", paramLabel = "N", description = "Jail passes at most (${DEFAULT-VALUE}).")
    private int maxIterations = 12;

    @Parameters(index = "0", paramLabel = "MANIFEST")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path file;

    @Override
    public Integer call()
            throws BadUsage, BadInput, FailsHere, BadProfile, BadRule, CannotTrace, CannotBuild, IOException,
                    InterruptedException {
        Numbers.atLeastOne("--max-iterations", maxIterations);
        PrintWriter err = spec.commandLine().getErr();
        Console console = new Console(err, options.quiet, options.verbose);
        Manifest manifest = ManifestFile.read(file);
        CheckOutcome outcome = new ManifestProof(manifest, options, console, maxIterations)
                .run((request, passes, builder) ->
                        new ManifestCheck(request, passes, builder, console).check(manifest));
        CheckReport report = CheckReports.of(Words.visible(file.toString()), outcome, allowUnused);
        PrintWriter out = spec.commandLine().getOut();
        if (options.format.equals("json")) {
            out.print(new JsonRenderer().render(report));
        } else if (!options.quiet) {
            out.print(new TextRenderer().render(report));
        }
        if (outcome instanceof CheckOutcome.FailsOnHost) {
            return ExitStatus.FAILS_ON_HOST;
        }
        return report.holds() ? ExitStatus.DONE : ExitStatus.FINDINGS;
    }
}
