package io.jaildeps.cli;

import io.jaildeps.elf.Closure;
import io.jaildeps.elf.Hwcaps;
import io.jaildeps.elf.LddTree;
import io.jaildeps.elf.LibrarySearch;
import io.jaildeps.elf.LoadResult;
import io.jaildeps.elf.LoaderEnvironment;
import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import io.jaildeps.publish.LddReports;
import io.jaildeps.reports.JsonRenderer;
import io.jaildeps.reports.LddReport;
import io.jaildeps.tree.Sysroot;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
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

/** {@code jaildeps ldd}: which libraries a file gets, without running it. */
@Command(
        name = "ldd",
        mixinStandardHelpOptions = true,
        addMethodSubcommands = false,
        description = "Shows the libraries that a program or library gets, how each was found, and what is missing."
                + " Runs nothing of the file. LD_LIBRARY_PATH of the environment does not count.")
final class LddCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Programs or libraries.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--sysroot",
            paramLabel = "DIR",
            description = "Take this directory as the root; each FILE is a path below it.")
    @Nullable
    private Path sysroot;

    @Option(
            names = "--library-path",
            paramLabel = "DIRS",
            description = "What LD_LIBRARY_PATH would be, separated by colons.")
    private String libraryPath = "";

    @Option(names = "--format", paramLabel = "FORMAT", description = "text (a tree), flat (one a line) or json.")
    private String format = "text";

    /** Printed in one go: a writer to the terminal or a file encodes every word by itself. */
    private final StringBuilder text = new StringBuilder();

    @Override
    public Integer call() throws BadUsage, BadInput, IOException {
        Formats.check(format, List.of("text", "flat", "json"));
        LibrarySearch search = new LibrarySearch(tree(), environment());
        List<LddReport.File> reports = new ArrayList<>();
        PrintWriter out = spec.commandLine().getOut();
        for (Path file : files) {
            String name = Words.visible(file.toString());
            LoadResult result;
            try {
                result = search.closure(inTree(file));
            } catch (IOException e) {
                reports.add(unusable(new LddReport.Unusable(name, Words.reason(e))));
                continue;
            }
            // the tree of libraries as objects, which for hundreds of programs takes its time, is for JSON only
            LddReport.File report =
                    format.equals("json") ? LddReports.of(name, result) : LddReports.withoutLibraries(name, result);
            reports.add(report instanceof LddReport.Unusable unusable ? unusable(unusable) : report);
            if (!format.equals("json")) {
                print(report, result, out);
            }
        }
        if (format.equals("json")) {
            out.print(new JsonRenderer().render(new LddReport(reports)));
        }
        return status(reports);
    }

    private Sysroot tree() throws BadInput {
        if (sysroot != null && !Files.isDirectory(sysroot)) {
            throw new BadInput("cannot use sysroot " + HostPath.of(sysroot) + ": not a directory");
        }
        return new Sysroot(sysroot == null ? HostPath.ROOT : HostPath.of(sysroot));
    }

    /** The processor counts only for this machine's own files. */
    private LoaderEnvironment environment() {
        LoaderEnvironment environment = LoaderEnvironment.CLEAN.withLibraryPath(TargetLookup.bytes(libraryPath));
        return sysroot != null
                ? environment
                : environment
                        .withHwcaps(Hwcaps.ofThisMachine())
                        .withWorkingDirectory(
                                JailPath.ofBytes(HostPath.of(Path.of("")).bytes()));
    }

    private JailPath inTree(Path file) {
        return JailPath.ofBytes(
                HostPath.of(sysroot == null ? file : Path.of("/").resolve(file)).bytes());
    }

    private LddReport.Unusable unusable(LddReport.Unusable file) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("jaildeps: cannot read " + file.file() + " as a program: " + file.reason());
        return file;
    }

    private void print(LddReport.File report, LoadResult result, PrintWriter out) throws IOException {
        if (report instanceof LddReport.Static) {
            out.println(report.file() + ": not dynamic, it needs no library");
        } else if (result instanceof Closure closure) {
            text.setLength(0);
            if (format.equals("text")) {
                LddTree.print(closure, text);
            } else {
                if (files.size() > 1) {
                    text.append(report.file()).append(":\n");
                }
                LddTree.printFlat(closure, text);
            }
            out.print(text);
        }
    }

    private static int status(List<LddReport.File> reports) {
        int status = ExitStatus.DONE;
        for (LddReport.File report : reports) {
            if (report instanceof LddReport.Unusable) {
                return ExitStatus.BAD_INPUT;
            }
            if (report instanceof LddReport.Dynamic dynamic
                    && !dynamic.missing().isEmpty()) {
                status = ExitStatus.FINDINGS;
            }
        }
        return status;
    }
}
