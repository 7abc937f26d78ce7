package io.jaildeps.cli;

import io.jaildeps.jail.BuildResult;
import io.jaildeps.jail.JailBuilder;
import io.jaildeps.jail.JailLoaderCache;
import io.jaildeps.jail.JailLock;
import io.jaildeps.jail.PreviewResult;
import io.jaildeps.jail.Replacements;
import io.jaildeps.manifest.Lock;
import io.jaildeps.manifest.Manifest;
import io.jaildeps.path.Counted;
import io.jaildeps.path.HostPath;
import io.jaildeps.publish.BuildReports;
import io.jaildeps.reports.JsonRenderer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jaildeps build}: make or refresh the jail. */
@Command(
        name = "build",
        mixinStandardHelpOptions = true,
        addMethodSubcommands = false,
        description = "Makes a jail from a manifest, or refreshes one; what programs wrote in it is kept.")
final class BuildCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "MANIFEST")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path manifest;

    @Parameters(index = "1", paramLabel = "JAIL")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path jail;

    @Option(names = "--sysroot", paramLabel = "DIR", description = "Take the files from this copy of a system.")
    @Nullable
    Path sysroot;

    @Option(names = "--format", paramLabel = "FORMAT", description = "How to report: text or json.")
    private String format = "text";

    @Option(
            names = "--hardlink",
            paramLabel = "STORE",
            description =
                    "Share equal files with other jails by hard links, from this directory that only builds fill.")
    @Nullable
    private Path store;

    @Option(
            names = "--dry-run",
            description = "Print the tree that would be made, and how a jail that stands would change; write nothing.")
    private boolean dryRun;

    @Override
    public Integer call() throws BadUsage, BadInput, IOException, InterruptedException {
        Formats.check(format, List.of("text", "json"));
        if (sysroot != null && !Files.isDirectory(sysroot)) {
            throw new BadInput("cannot use sysroot " + HostPath.of(sysroot) + ": not a directory");
        }
        boolean asJson = format.equals("json");
        if (dryRun && asJson) {
            throw new BadUsage("cannot report a dry run as json: only as text");
        }
        JailPlace.check(jail);
        HostPath root = sysroot == null ? HostPath.ROOT : HostPath.of(sysroot);
        Manifest asked = ManifestFile.read(manifest);
        if (sysroot == null) {
            // the files of this system would make a jail in which nothing of that one runs
            ThisMachine.check(asked, "build " + HostPath.of(manifest) + " of this system's files");
        }
        Replacements current = Replacements.of(asked, root);
        JailBuilder builder = new JailBuilder(
                new JailLoaderCache(root), Optional.ofNullable(store).map(HostPath::of));
        JailLock lock = new JailLock(root);
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        Manifest wanted = current.manifest();
        if (!dryRun) {
            lock.readAhead(wanted);
        }
        PreviewResult preview = builder.preview(current, root, HostPath.of(jail));
        if (preview instanceof PreviewResult.Possible possible) {
            PlanText.print(HostPath.of(jail), possible.preview(), err);
            if (dryRun) {
                possible.preview().tree().forEach(out::println);
                return ExitStatus.DONE;
            }
        } else if (dryRun) {
            throw refused(((PreviewResult.Impossible) preview).why());
        }
        BuildResult result = builder.build(wanted, root, HostPath.of(jail));
        if (asJson) {
            out.print(new JsonRenderer().render(BuildReports.of(HostPath.of(jail), HostPath.of(manifest), result)));
        }
        if (result instanceof BuildResult.Built built) {
            Lock made = lock.of(wanted, HostPath.of(jail));
            LockFile.keep(made, HostPath.of(jail));
            try {
                LockFile.write(made, manifest);
            } catch (IOException e) {
                // the jail is there and has a lock of its own
                err.println("jaildeps: warning: cannot write " + HostPath.of(LockFile.beside(manifest)) + ": "
                        + Words.reason(e));
            }
            Warnings.ofBuild(built).forEach(warning -> err.println("jaildeps: " + warning));
            if (!asJson) {
                out.println("built " + HostPath.of(jail) + ": "
                        + Counted.of(built.made().size(), "entry", "entries") + ", "
                        + Counted.of(built.sizeBytes(), "byte", "bytes")
                        + (built.stateCount() > 0 ? ", " + built.stateCount() + " of the jail's own kept" : ""));
            }
        } else if (result instanceof BuildResult.Refused refused) {
            throw refused(refused);
        }
        return ExitStatus.DONE;
    }

    private static BadInput refused(BuildResult.Refused refused) {
        return new BadInput(String.join("\njaildeps: ", refused.problems()));
    }
}
