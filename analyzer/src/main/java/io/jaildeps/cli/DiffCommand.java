package io.jaildeps.cli;

import io.jaildeps.manifest.Manifest;
import io.jaildeps.manifest.ManifestDiff;
import io.jaildeps.publish.DiffReports;
import io.jaildeps.reports.DiffReport;
import io.jaildeps.reports.JsonRenderer;
import io.jaildeps.reports.TextRenderer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jaildeps diff}: how two manifests differ. */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        addMethodSubcommands = false,
        description = "Shows how two manifests differ, by entry, attribute and reason. Status 1: they do.")
final class DiffCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "OLD")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path before;

    @Parameters(index = "1", paramLabel = "NEW")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path after;

    @Option(names = "--format", paramLabel = "FORMAT", description = "text or json (${DEFAULT-VALUE}).")
    private String format = "text";

    @Override
    public Integer call() throws BadUsage, BadInput, IOException {
        Formats.check(format, List.of("text", "json"));
        Manifest old = ManifestFile.read(before);
        Manifest now = ManifestFile.read(after);
        DiffReport report = DiffReports.of(
                Words.visible(before.toString()), Words.visible(after.toString()), ManifestDiff.between(old, now));
        spec.commandLine()
                .getOut()
                .print(format.equals("json") ? new JsonRenderer().render(report) : new TextRenderer().render(report));
        return report.isEmpty() ? ExitStatus.DONE : ExitStatus.FINDINGS;
    }
}
