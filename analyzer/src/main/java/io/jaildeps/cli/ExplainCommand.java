package io.jaildeps.cli;

import io.jaildeps.access.AccessReader;
import io.jaildeps.access.FileAccess;
import io.jaildeps.build.TraceEvidence;
import io.jaildeps.manifest.Explainer;
import io.jaildeps.manifest.Explanation;
import io.jaildeps.manifest.Manifest;
import io.jaildeps.path.JailPath;
import io.jaildeps.publish.ExplainReports;
import io.jaildeps.reports.ExplainReport;
import io.jaildeps.reports.JsonRenderer;
import io.jaildeps.reports.TextRenderer;
import io.jaildeps.trace.TraceSystem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code jaildeps explain}: why a path is in a manifest, or why it is not. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        addMethodSubcommands = false,
        description =
                "Tells why a path is in a manifest: the chain of reasons from the target. Or why it is not: the rule"
                        + " that left it out, or that nobody asked for it. Status 1: it is not in the jail.")
final class ExplainCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Main main;

    @Parameters(index = "0", paramLabel = "MANIFEST")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path manifest;

    @Parameters(index = "1", paramLabel = "PATH", description = "As the program in the jail calls it.")
    private String path = "";

    @Option(
            names = "--trace",
            paramLabel = "FILE",
            description = "A trace that trace --keep-trace kept: tells process, call and result too.")
    @Nullable
    private String trace;

    @Option(names = "--format", paramLabel = "FORMAT", description = "text or json (${DEFAULT-VALUE}).")
    private String format = "text";

    @Override
    public Integer call() throws BadUsage, BadInput, IOException {
        Formats.check(format, List.of("text", "json"));
        if (!path.startsWith("/") || path.indexOf(0) >= 0) {
            throw new BadUsage("cannot explain " + Words.visible(path) + ": not an absolute path");
        }
        Manifest known = ManifestFile.read(manifest);
        Explanation explanation = new Explainer(known).explain(JailPath.ofBytes(TargetLookup.bytes(path)));
        ExplainReport report = trace == null ? ExplainReports.of(explanation) : withTrace(known, explanation, trace);
        spec.commandLine()
                .getOut()
                .print(format.equals("json") ? new JsonRenderer().render(report) : new TextRenderer().render(report));
        return explanation.standing().inJail() ? ExitStatus.DONE : ExitStatus.FINDINGS;
    }

    private ExplainReport withTrace(Manifest known, Explanation explanation, String file)
            throws BadUsage, BadInput, IOException {
        TraceEvidence evidence = new TraceEvidence(known, explanation);
        for (TraceSource source : new TraceSources(main.in(), Optional.empty()).of(List.of(file))) {
            try (OpenTrace opened = source.open()) {
                TraceSystem system = opened.withPaths().system();
                AccessReader reader = new AccessReader(
                        system, JailPath.ROOT, known.target().cwd().bytes(), evidence);
                opened.read(AccessReader.filter(system), reader);
                reader.finish();
            }
        }
        Set<Long> numbers = new TreeSet<>();
        evidence.sightings().stream().map(FileAccess::line).forEach(numbers::add);
        explanation.chain().forEach(step -> evidence.of(step).ifPresent(access -> numbers.add(access.line())));
        Map<Long, String> lines = file.equals("-") ? Map.of() : TraceText.lines(Path.of(file), numbers);
        return ExplainReports.of(evidence, lines);
    }
}
