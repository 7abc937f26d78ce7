package io.jaildeps.cli;

import io.jaildeps.manifest.Manifest;
import io.jaildeps.publish.ManifestReports;
import io.jaildeps.reports.DotRenderer;
import io.jaildeps.reports.HtmlRenderer;
import io.jaildeps.reports.JsonRenderer;
import io.jaildeps.reports.ManifestReport;
import io.jaildeps.reports.ReasonGraph;
import io.jaildeps.reports.TextRenderer;
import io.jaildeps.suggest.BadRule;
import io.jaildeps.suggest.Snippets;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jaildeps report}: a manifest for people and programs. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = "Shows a manifest as text, a page, JSON or a graph.")
final class ReportCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "MANIFEST")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path manifest;

    @Option(names = "--format", paramLabel = "FORMAT", description = "text, html, json or dot (${DEFAULT-VALUE}).")
    private String format = "text";

    @Option(
            names = "--snippets",
            description = "Print instead what makes the sockets of other programs reachable in the jail.")
    private boolean snippets;

    @Option(
            names = "--jail",
            paramLabel = "DIR",
            description = "The jail's directory, for snippets (${DEFAULT-VALUE}).")
    private String jail = "/srv/jail";

    @Option(
            names = "--rules",
            paramLabel = "FILE",
            description = "A rule for suggestions of yours, for snippets. May be given again.")
    private List<Path> rules = new ArrayList<>();

    @Override
    public Integer call() throws BadUsage, BadInput, BadRule, IOException {
        Formats.check(format, List.of("text", "html", "json", "dot"));
        Manifest known = ManifestFile.read(manifest);
        PrintWriter out = spec.commandLine().getOut();
        if (snippets) {
            if (!jail.matches("/[A-Za-z0-9_./@+-]*")) {
                throw new BadUsage("cannot write " + Words.visible(jail)
                        + " into configurations: not an absolute path of plain characters");
            }
            Snippets.of(known, RuleFiles.suggesting(rules, List.of()).rules(), jail)
                    .forEach(line -> out.println(Words.visible(line)));
            return ExitStatus.DONE;
        }
        ManifestReport report = ManifestReports.of(known);
        switch (format) {
            case "text" -> out.print(new TextRenderer().render(report));
            case "html" -> out.print(new HtmlRenderer().render(report));
            case "json" -> out.print(new JsonRenderer().render(report));
            case "dot" -> out.print(new DotRenderer().render(ReasonGraph.of(report)));
            default -> throw new IllegalStateException("no renderer for " + format);
        }
        return ExitStatus.DONE;
    }
}
