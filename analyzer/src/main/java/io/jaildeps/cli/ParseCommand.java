package io.jaildeps.cli;

import io.jaildeps.access.RunFacts;
import io.jaildeps.build.RecordedBuild;
import io.jaildeps.build.RecordedRun;
import io.jaildeps.manifest.Accounts;
import io.jaildeps.manifest.Manifest;
import io.jaildeps.manifest.ManifestWriter;
import io.jaildeps.path.HostPath;
import io.jaildeps.path.Printable;
import io.jaildeps.profile.BadProfile;
import io.jaildeps.publish.TraceReports;
import io.jaildeps.reports.JsonRenderer;
import io.jaildeps.reports.TextRenderer;
import io.jaildeps.reports.TraceReport;
import io.jaildeps.suggest.BadRule;
import io.jaildeps.trace.TraceSystem;
import io.jaildeps.tree.Location;
import io.jaildeps.tree.Sysroot;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code jaildeps parse}: a manifest from traces that were recorded elsewhere. */
@Command(
        name = "parse",
        mixinStandardHelpOptions = true,
        addMethodSubcommands = false,
        sortOptions = false,
        description = "Makes a manifest from recorded traces; runs nothing and needs no root. Several traces are"
                + " several runs of one program, and what any of them needed is needed.")
final class ParseCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Main main;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description =
                    "Where the result goes, - for standard output; a manifest goes to NAME.jail.json if not given.")
    @Nullable
    private Path output;

    @Option(
            names = "--sysroot",
            paramLabel = "DIR",
            description = "The system that was traced, or a copy of it; this one if not given.")
    @Nullable
    private Path sysroot;

    @Option(
            names = "--cwd",
            paramLabel = "DIR",
            description = "Where the traced program was started, if it used paths relative to it.")
    @Nullable
    private Path cwd;

    @Option(
            names = "--program",
            paramLabel = "PATH",
            description = "The target, if the trace does not begin with its start.")
    @Nullable
    private Path program;

    @Option(names = "--user", paramLabel = "USER", description = "Who the target ran as (${DEFAULT-VALUE}).")
    private String user = "root";

    @Option(
            names = "--with",
            paramLabel = "RULE",
            description = "Take in what this rule suggests, though no run proves it. May be given again.")
    private List<String> with = new ArrayList<>();

    @Option(
            names = "--rules",
            paramLabel = "FILE",
            description = "A rule for suggestions of yours. May be given again.")
    private List<Path> rules = new ArrayList<>();

    @Option(names = "--events", description = "Print the traced calls as lines of JSON instead.")
    private boolean events;

    @Option(names = "--accesses", description = "Print the resolved accesses as lines of JSON instead.")
    private boolean accesses;

    @Option(names = "--count", description = "Print only how much is in each trace, as lines of JSON.")
    private boolean count;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            split = ",",
            description = "How to report: text or json. Or what the traces are, if their first lines do not tell:"
                    + " strace, freebsd-truss, solaris-truss, aix-truss, tusc, kdump, ktrace, dtruss, fs_usage."
                    + " Or both, as in json,kdump.")
    private List<String> formatWords = new ArrayList<>();

    @Option(
            names = {"-q", "--quiet"},
            description = "Say nothing but errors.")
    private boolean quiet;

    @Parameters(
            arity = "1..*",
            paramLabel = "TRACE",
            description = "FILE, packed by gzip or xz or not; FILE of the FILE.PID of strace -ff; or -.")
    private List<String> traces = new ArrayList<>();

    @Override
    public Integer call() throws BadUsage, BadInput, BadRule, BadProfile, IOException {
        ParseFormats formats = ParseFormats.of(formatWords);
        check();
        List<TraceSource> sources = new TraceSources(main.in(), formats.trace()).of(traces);
        if (count) {
            TraceCounts counts = new TraceCounts(sources, start());
            write(counts::write);
            counts.facts().forEach(facts -> tell(Warnings.ofTrace(facts)));
            return ExitStatus.DONE;
        }
        if (events || accesses) {
            TraceLines lines = new TraceLines(sources, start(), events);
            write(lines::write);
            tell(lines.warnings());
            lines.facts().forEach(facts -> tell(Warnings.ofTrace(facts)));
            return ExitStatus.DONE;
        }
        return manifest(sources, formats.report().equals("json"));
    }

    private void write(Output.Writing text) throws BadInput, IOException {
        if (output == null || isStandardOutput()) {
            text.to(spec.commandLine().getOut());
        } else {
            Output.write(output, text);
        }
    }

    private void check() throws BadUsage, BadInput, IOException {
        if (Stream.of(events, accesses, count).filter(asked -> asked).count() > 1) {
            throw new BadUsage("cannot print both: give --events, --accesses or --count");
        }
        if (sysroot != null && !Files.isDirectory(sysroot)) {
            throw new BadInput("cannot use sysroot " + HostPath.of(sysroot) + ": not a directory");
        }
        absolute("--cwd", cwd);
        absolute("--program", program);
        if (output != null && !isStandardOutput()) {
            Output.check(output);
        }
    }

    private static void absolute(String option, @Nullable Path given) throws BadUsage {
        if (given != null && !given.isAbsolute()) {
            throw new BadUsage("cannot take " + option + " " + Words.visible(given.toString())
                    + ": not an absolute path of the system that was traced");
        }
    }

    private boolean isStandardOutput() {
        return output != null && output.toString().equals("-");
    }

    private String named() {
        return program == null ? "" : HostPath.of(program).bytes();
    }

    private String start() {
        return cwd == null ? "" : HostPath.of(cwd).bytes();
    }

    private int manifest(List<TraceSource> sources, boolean asJson)
            throws BadUsage, BadInput, BadRule, BadProfile, IOException {
        Recordings recordings = new Recordings(start(), named(), sources.size() > 1);
        for (TraceSource source : sources) {
            recordings.read(source);
        }
        List<RecordedRun> runs = recordings.runs();
        RunFacts all = recordings.facts();
        TraceSystem system = recordings.system();
        Optional<Sysroot> tree = tree(system);
        RecordedTarget started = new RecordedTarget(named(), start(), user, home(tree));
        Manifest.Target target = started.of(runs, sources);
        if (started.isCut(runs)) {
            say("warning: the tracer abbreviated the target's arguments; complete them in the manifest");
        }
        RecordedBuild.Result result = new RecordedBuild(
                        tree,
                        system,
                        RuleFiles.suggesting(rules, with),
                        KnownSurroundings.of(target.command().get(0), rules))
                .make(runs, all, target, ThisMachine.platform());
        tell(Warnings.ofTrace(all));
        tell(Warnings.ofLacking(result.lacking(), sysroot == null ? "here" : "below " + HostPath.of(sysroot)));
        tell(Warnings.ofUnverified(result.manifest()));
        RuleFiles.withoutEffect(result.manifest(), with).forEach(this::say);
        Unplaced unplaced = Unplaced.NONE;
        for (RecordedRun run : runs) {
            unplaced = unplaced.and(run.reader());
        }
        tell(Warnings.ofUnplaced(unplaced));
        return finish(result, runs, all, asJson);
    }

    /** This machine's own tree says nothing of another system's. */
    private Optional<Sysroot> tree(TraceSystem system) {
        if (sysroot != null) {
            return Optional.of(new Sysroot(HostPath.of(sysroot)));
        }
        return system == TraceSystem.LINUX ? Optional.of(new Sysroot(HostPath.ROOT)) : Optional.empty();
    }

    /** The user's, by the traced system's own accounts if it has some; nobody else knows who there is. */
    private String home(Optional<Sysroot> tree) throws BadUsage, IOException {
        boolean isKnown = tree.isPresent() && tree.get().locate("/etc/passwd") instanceof Location.Present;
        if (!user.equals("root") && isKnown) {
            Optional<Identity> identity = Identity.of(user, Accounts.of(tree.get()));
            if (identity.isPresent()) {
                return identity.get().home();
            }
        }
        return user.equals("root") ? "/root" : "/home/" + user;
    }

    private int finish(RecordedBuild.Result result, List<RecordedRun> runs, RunFacts all, boolean asJson)
            throws BadInput, IOException {
        PrintWriter out = spec.commandLine().getOut();
        String text = new ManifestWriter().write(result.manifest());
        if (isStandardOutput()) {
            out.print(text);
        } else {
            String name = result.manifest().target().command().get(0);
            Path file = output != null ? output : TraceOptions.manifestOf(name);
            Output.write(file, text);
            TraceReport report = TraceReports.ofRecorded(
                    result.manifest(), runs, all, Words.visible(file.toString()), result.hasProgram());
            if (asJson) {
                out.print(new JsonRenderer().render(report));
            } else if (!quiet) {
                out.print(new TextRenderer().render(report));
            }
        }
        if (!result.hasProgram()) {
            say("cannot find "
                    + Printable.of(result.manifest().target().command().get(0)) + " in "
                    + (sysroot == null ? "/" : HostPath.of(sysroot))
                    + ": it has no such program; give the system that was traced by --sysroot DIR");
            return ExitStatus.FINDINGS;
        }
        return ExitStatus.DONE;
    }

    private void tell(List<String> warnings) {
        if (!quiet) {
            warnings.forEach(this::say);
        }
    }

    private void say(String text) {
        spec.commandLine().getErr().println("jaildeps: " + text);
    }
}
