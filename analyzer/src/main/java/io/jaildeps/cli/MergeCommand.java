package io.jaildeps.cli;

import io.jaildeps.manifest.Manifest;
import io.jaildeps.manifest.ManifestMerge;
import io.jaildeps.manifest.ManifestWriter;
import io.jaildeps.manifest.MergeResult;
import io.jaildeps.path.Printable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jaildeps merge}: what any of several manifests needs. */
@Command(
        name = "merge",
        mixinStandardHelpOptions = true,
        addMethodSubcommands = false,
        description = "Makes one manifest of several: all that any of them needs, with all reasons. The order does not"
                + " matter. Manifests that contradict each other are not merged.")
final class MergeCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "MANIFEST")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "Where the merged manifest goes, - for standard output.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path output;

    @Option(
            names = "--target",
            paramLabel = "MANIFEST",
            description = "Take the target and its proof from this manifest; otherwise, if they differ, from the one"
                    + " that stands first in a fixed order.")
    @Nullable
    private Path target;

    @Override
    public Integer call() throws BadInput, IOException {
        boolean prints = output.toString().equals("-");
        if (!prints) {
            Output.check(output);
        }
        List<Manifest> manifests = new ArrayList<>();
        for (Path file : files) {
            manifests.add(ManifestFile.read(file));
        }
        Manifest merged = merged(ManifestMerge.of(manifests));
        String text = new ManifestWriter().write(merged);
        if (prints) {
            spec.commandLine().getOut().print(text);
        } else {
            Output.write(output, text);
        }
        return ExitStatus.DONE;
    }

    private Manifest merged(MergeResult result) throws BadInput, IOException {
        if (result instanceof MergeResult.Conflicting conflicting) {
            throw new BadInput(String.join(
                    "\njaildeps: ",
                    conflicting.conflicts().stream().map(this::words).toList()));
        }
        MergeResult.Merged union = (MergeResult.Merged) result;
        Manifest manifest = union.manifest();
        if (target != null) {
            return manifest.withTarget(ManifestFile.read(target).target());
        }
        if (union.targetsDiffer()) {
            List<String> words =
                    manifest.target().command().stream().map(Printable::of).toList();
            spec.commandLine()
                    .getErr()
                    .println("jaildeps: warning: the manifests are of different runs; the merged one is proved by "
                            + String.join(" ", words) + "; choose another by --target MANIFEST");
        }
        return manifest;
    }

    /** {@code cannot merge /etc/x: mode is 0644 in a.json and 0600 in b.json}. */
    private String words(MergeResult.Conflict conflict) {
        List<String> said = new ArrayList<>();
        conflict.values()
                .forEach((value, source) -> said.add(value.replaceAll("\\p{C}", "?") + " in "
                        + Words.visible(files.get(source).toString())));
        return "cannot merge " + conflict.subject() + ": " + conflict.attribute() + " is " + Words.list(said);
    }
}
