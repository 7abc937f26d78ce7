package io.jaildeps.cli;

import io.jaildeps.build.CannotBuild;
import io.jaildeps.build.Minimization;
import io.jaildeps.build.MinimizeOutcome;
import io.jaildeps.manifest.Manifest;
import io.jaildeps.manifest.ManifestWriter;
import io.jaildeps.path.Printable;
import io.jaildeps.profile.BadProfile;
import io.jaildeps.publish.MinimizeReports;
import io.jaildeps.reports.JsonRenderer;
import io.jaildeps.reports.MinimizeReport;
import io.jaildeps.reports.TextRenderer;
import io.jaildeps.suggest.BadRule;
import io.jaildeps.tracer.CannotTrace;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jaildeps minimize}: remove what the program proves it does not need. */
@Command(
        name = "minimize",
        mixinStandardHelpOptions = true,
        addMethodSubcommands = false,
        sortOptions = false,
        description = "Removes from a manifest what its own proof does without, by trying. What no exercise shows is"
                + " removed too: it is as good as the exercises are.")
final class MinimizeCommand implements Callable<Integer> {
    /** A jail that lacks something fails at once or never; nobody wants to wait a minute for each. */
    static final int TIMEOUT_SECONDS = 10;

    /** Runs in jails if nothing else is said. */
    static final int MAX_RUNS = 1000;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private ProofOptions options = new ProofOptions(TIMEOUT_SECONDS);

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where the smaller manifest goes, - for standard output; in place of MANIFEST if not given.")
    @Nullable
    private Path output;

    @Option(names = "--max-runs", paramLabel = "N", description = "Runs in jails at most (${DEFAULT-VALUE}).")
    private int maxRuns = MAX_RUNS;

    @Parameters(index = "0", paramLabel = "MANIFEST")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path file;

    @Override
    public Integer call()
            throws BadUsage, BadInput, FailsHere, BadProfile, BadRule, CannotTrace, CannotBuild, IOException,
                    InterruptedException {
        Numbers.atLeastOne("--max-runs", maxRuns);
        Path place = output == null ? file : output;
        boolean prints = place.toString().equals("-");
        if (prints && options.format.equals("json")) {
            throw new BadUsage("cannot print both to standard output: give --output FILE or leave out --format json");
        }
        Manifest manifest = ManifestFile.read(file);
        if (!prints) {
            Output.check(place);
        }
        Console console = new Console(spec.commandLine().getErr(), options.quiet, options.verbose);
        MinimizeOutcome outcome = new ManifestProof(manifest, options, console, maxRuns)
                .run((request, passes, builder) -> new Minimization(request, passes, builder, console).of(manifest));
        if (outcome instanceof MinimizeOutcome.FailsOnHost fails) {
            throw new FailsHere("cannot minimize " + Words.visible(file.toString()) + ": "
                    + Printable.of(manifest.target().command().get(0)) + " fails on the host itself: "
                    + Words.visible(fails.verdict().reason()));
        } else if (outcome instanceof MinimizeOutcome.NotProved not) {
            spec.commandLine()
                    .getErr()
                    .println("jaildeps: cannot minimize " + Words.visible(file.toString())
                            + ": its own jail does not work: " + Words.visible(not.reason()));
            return ExitStatus.FINDINGS;
        }
        return written((MinimizeOutcome.Minimized) outcome, manifest, place, prints);
    }

    private int written(MinimizeOutcome.Minimized minimized, Manifest before, Path place, boolean prints)
            throws BadInput, IOException {
        PrintWriter out = spec.commandLine().getOut();
        String text = new ManifestWriter().write(minimized.manifest());
        if (prints) {
            out.print(text);
            return ExitStatus.DONE;
        }
        Output.write(place, text);
        MinimizeReport report = MinimizeReports.of(Words.visible(place.toString()), before, minimized);
        if (options.format.equals("json")) {
            out.print(new JsonRenderer().render(report));
        } else if (!options.quiet) {
            out.print(new TextRenderer().render(report));
        }
        return ExitStatus.DONE;
    }
}
