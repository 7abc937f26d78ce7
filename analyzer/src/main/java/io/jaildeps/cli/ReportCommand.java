package io.jaildeps.cli;

import io.jaildeps.publish.ManifestReports;
import io.jaildeps.reports.DotRenderer;
import io.jaildeps.reports.JsonRenderer;
import io.jaildeps.reports.ManifestReport;
import io.jaildeps.reports.ReasonGraph;
import io.jaildeps.reports.TextRenderer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jaildeps report}: a manifest for people and programs. */
@Command(name = "report", mixinStandardHelpOptions = true, description = "Shows a manifest as text, JSON or a graph.")
final class ReportCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "MANIFEST")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path manifest;

    @Option(names = "--format", paramLabel = "FORMAT", description = "text, json or dot (${DEFAULT-VALUE}).")
    private String format = "text";

    @Override
    public Integer call() throws BadUsage, BadInput, IOException {
        Formats.check(format, List.of("text", "json", "dot"));
        ManifestReport report = ManifestReports.of(ManifestFile.read(manifest));
        PrintWriter out = spec.commandLine().getOut();
        switch (format) {
            case "text" -> out.print(new TextRenderer().render(report));
            case "json" -> out.print(new JsonRenderer().render(report));
            case "dot" -> out.print(new DotRenderer().render(ReasonGraph.of(report)));
            default -> throw new IllegalStateException("no renderer for " + format);
        }
        return ExitStatus.DONE;
    }
}
