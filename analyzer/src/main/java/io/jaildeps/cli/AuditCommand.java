package io.jaildeps.cli;

import io.jaildeps.audit.Audit;
import io.jaildeps.audit.AuditRequest;
import io.jaildeps.audit.BadRules;
import io.jaildeps.audit.Ignored;
import io.jaildeps.audit.Mend;
import io.jaildeps.audit.RuleFiles;
import io.jaildeps.audit.Rules;
import io.jaildeps.audit.Severity;
import io.jaildeps.jail.BuiltJail;
import io.jaildeps.jail.Replacements;
import io.jaildeps.manifest.Lock;
import io.jaildeps.manifest.Manifest;
import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import io.jaildeps.publish.AuditReports;
import io.jaildeps.reports.AuditReport;
import io.jaildeps.reports.JsonRenderer;
import io.jaildeps.reports.SarifRenderer;
import io.jaildeps.reports.TextRenderer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jaildeps audit}: what is missing, stale, changed, dangerous or not needed in a jail. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        addMethodSubcommands = false,
        description =
                "Tells what is missing, stale, changed, dangerous or not needed in jails, made by jaildeps or not."
                        + " Runs nothing of a jail and changes nothing.")
final class AuditCommand implements Callable<Integer> {
    private static final String NEVER = "never";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "JAIL",
            description = "Directories; a table ends the report of several. Among several, files are passed over.")
    private List<Path> jails = new ArrayList<>();

    @Option(
            names = "--manifest",
            paramLabel = "FILE",
            description = "What the jail was made of; its lock beside it is read too.")
    @Nullable
    private Path manifest;

    @Option(
            names = "--as-it-is",
            description = "Judge jails by what they hold, also those that build made and whose manifest it kept.")
    private boolean asItIs;

    @Option(names = "--lock", paramLabel = "FILE", description = "Which files exactly the jail was made of.")
    @Nullable
    private Path lock;

    @Option(
            names = "--program",
            paramLabel = "PATH",
            description = "A program that the jail is for, seen from inside; may be repeated.")
    private List<String> programs = new ArrayList<>();

    @Option(
            names = "--host",
            paramLabel = "DIR",
            description = "The system that the files came from (${DEFAULT-VALUE}).")
    private Path host = Path.of("/");

    @Option(names = "--rules", paramLabel = "FILE", description = "More rules, see docs/audit.md; may be repeated.")
    private List<Path> rules = new ArrayList<>();

    @Option(names = "--format", paramLabel = "FORMAT", description = "text, json or sarif (${DEFAULT-VALUE}).")
    private String format = "text";

    @Option(
            names = "--fail-on",
            paramLabel = "SEVERITY",
            description =
                    "Exit 1 from this severity on: note, low, medium, high, critical or never (${DEFAULT-VALUE}).")
    private String failOn = "low";

    @Option(
            names = "--ignore",
            paramLabel = "ID[:PATH]",
            description = "Leave such findings out; * in PATH stands for any characters; may be repeated.")
    private List<String> ignore = new ArrayList<>();

    @Option(names = "--ignore-file", paramLabel = "FILE", description = "Lines of ID[:PATH] # REASON; may be repeated.")
    private List<Path> ignoreFiles = new ArrayList<>();

    @Override
    public Integer call() throws BadUsage, BadInput, IOException, InterruptedException {
        Formats.check(format, List.of("text", "json", "sarif"));
        Optional<Severity> worst = Severity.of(failOn);
        if (worst.isEmpty() && !failOn.equals(NEVER)) {
            throw new BadUsage(
                    "cannot fail on " + Words.visible(failOn) + ": only note, low, medium, high, critical and never");
        }
        AuditReport report = new AuditReport(failOn, audited(worst));
        PrintWriter out = spec.commandLine().getOut();
        switch (format) {
            case "text" -> out.print(new TextRenderer().render(report));
            case "json" -> out.print(new JsonRenderer().render(report));
            case "sarif" -> out.print(new SarifRenderer().render(report, Version.number()));
            default -> throw new IllegalStateException("no renderer for " + format);
        }
        boolean unusable = report.jails().stream().anyMatch(AuditReport.Unusable.class::isInstance);
        return unusable ? ExitStatus.BAD_INPUT : report.fails() ? ExitStatus.FINDINGS : ExitStatus.DONE;
    }

    private List<AuditReport.Jail> audited(Optional<Severity> worst)
            throws BadUsage, BadInput, IOException, InterruptedException {
        Rules known = rules();
        List<Ignored> ignoring = ignoring();
        Optional<Manifest> wanted = manifest == null ? Optional.empty() : Optional.of(ManifestFile.read(manifest));
        Optional<Lock> locked = lock();
        HostPath root = host();
        List<JailPath> asked = programs();
        List<AuditReport.Jail> reports = new ArrayList<>();
        for (Path jail : jails) {
            if (jails.size() > 1 && Files.isRegularFile(jail)) {
                spec.commandLine().getErr().println("jaildeps: passed over " + HostPath.of(jail) + ": not a directory");
                continue;
            }
            try {
                HostPath place = place(jail, root);
                Optional<Path> kept = kept(place);
                AuditRequest request = new AuditRequest(
                        place,
                        root,
                        kept.isPresent() ? Optional.of(ManifestFile.read(kept.get())) : asBuilt(wanted, place, root),
                        kept.isPresent() && locked.isEmpty() ? lockBeside(kept.get()) : locked,
                        asked,
                        known,
                        ignoring,
                        rebuild(jail, kept));
                reports.add(AuditReports.of(new Audit(request).run(), worst));
            } catch (BadInput e) {
                reports.add(unusable(jail, String.valueOf(e.getMessage())));
            } catch (IOException e) {
                reports.add(unusable(jail, Words.failure(e)));
            }
        }
        if (reports.isEmpty()) {
            throw new BadInput(
                    "cannot audit " + HostPath.of(jails.get(0)) + ": there is no directory among the arguments");
        }
        return reports;
    }

    /** The manifest of a jail's last build, unless another was given. */
    private Optional<Path> kept(HostPath jail) throws BadInput {
        if (manifest != null || asItIs) {
            return Optional.empty();
        }
        try {
            return BuiltJail.manifest(jail)
                    .map(known -> BuiltJail.manifestFile(jail).toPath());
        } catch (IOException e) {
            throw new BadInput(Words.failure(e) + "; --as-it-is audits without the manifest of its last build");
        }
    }

    /** After an upgrade of the host, a build takes the files that are in the place of those that the manifest names. */
    private static Optional<Manifest> asBuilt(Optional<Manifest> wanted, HostPath jail, HostPath root)
            throws BadInput, IOException {
        if (wanted.isEmpty()) {
            return wanted;
        }
        Manifest now = Replacements.of(wanted.get(), root).manifest();
        boolean differs = !now.equals(wanted.get());
        try {
            return differs && BuiltJail.manifest(jail).filter(now::equals).isPresent() ? Optional.of(now) : wanted;
        } catch (IOException e) {
            throw new BadInput(String.valueOf(e.getMessage()));
        }
    }

    private static Optional<Lock> lockBeside(Path file) throws BadInput, IOException {
        Path beside = LockFile.beside(file);
        return Files.exists(beside) ? Optional.of(LockFile.read(beside)) : Optional.empty();
    }

    private AuditReport.Unusable unusable(Path jail, String reason) {
        String name = HostPath.of(jail).toString();
        spec.commandLine().getErr().println("jaildeps: cannot audit " + name + ": " + reason);
        return new AuditReport.Unusable(name, reason);
    }

    private static HostPath place(Path jail, HostPath root) throws BadInput {
        try {
            if (!Files.isDirectory(jail)) {
                throw new BadInput(Files.exists(jail) ? "not a directory" : "no such directory");
            }
            HostPath real = HostPath.of(jail.toRealPath());
            if (real.equals(root)) {
                throw new BadInput("it is the host itself");
            }
            return real;
        } catch (IOException e) {
            throw new BadInput(Words.reason(e));
        }
    }

    /** What makes the jail anew: the advice for most of what is missing or stale. */
    private String rebuild(Path jail, Optional<Path> kept) {
        Optional<Path> known = Optional.ofNullable(manifest).or(() -> kept);
        return known.isEmpty()
                ? ""
                : "jaildeps build " + Mend.word(HostPath.of(known.get())) + " " + Mend.word(HostPath.of(jail))
                        + (host.equals(Path.of("/")) ? "" : " --sysroot " + Mend.word(HostPath.of(host)));
    }

    private HostPath host() throws BadInput, IOException {
        if (!Files.isDirectory(host)) {
            throw new BadInput("cannot use host " + HostPath.of(host) + ": not a directory");
        }
        return HostPath.of(host.toRealPath());
    }

    private Optional<Lock> lock() throws BadInput, IOException {
        if (lock != null) {
            return Optional.of(LockFile.read(lock));
        }
        return manifest == null ? Optional.empty() : lockBeside(manifest);
    }

    private List<JailPath> programs() throws BadUsage {
        List<JailPath> asked = new ArrayList<>();
        for (String program : programs) {
            if (!program.startsWith("/")) {
                throw new BadUsage("cannot look for program " + Words.visible(program)
                        + ": give its absolute path, as it is in the jail");
            }
            asked.add(JailPath.of(program));
        }
        return asked;
    }

    private Rules rules() throws BadInput, IOException {
        Rules known = RuleFiles.shipped();
        for (int i = rules.size() - 1; i >= 0; i--) {
            try {
                known = RuleFiles.before(
                        InputText.bytes(rules.get(i), "rules"),
                        HostPath.of(rules.get(i)).toString(),
                        known);
            } catch (BadRules e) {
                throw new BadInput(String.valueOf(e.getMessage()));
            }
        }
        return known;
    }

    private List<Ignored> ignoring() throws BadUsage, BadInput, IOException {
        List<Ignored> ignoring = new ArrayList<>();
        for (String wish : ignore) {
            try {
                ignoring.add(Ignored.parse(wish, ""));
            } catch (IllegalArgumentException e) {
                throw new BadUsage(
                        "cannot ignore " + Words.visible(wish) + ": " + Words.visible(String.valueOf(e.getMessage())));
            }
        }
        for (Path file : ignoreFiles) {
            ignoring.addAll(IgnoreFile.read(file));
        }
        return ignoring;
    }
}
