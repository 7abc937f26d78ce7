package io.jaildeps.cli;

import io.jaildeps.build.CannotBuild;
import io.jaildeps.profile.BadProfile;
import io.jaildeps.run.CannotRun;
import io.jaildeps.suggest.BadRule;
import io.jaildeps.tracer.CannotTrace;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program's entry. */
@Command(
        name = "jaildeps",
        mixinStandardHelpOptions = true,
        addMethodSubcommands = false,
        versionProvider = Version.class,
        description = "Finds what a program needs by tracing it, and builds a jail that is proved to work.")
public final class Main implements Runnable {
    /** Each command by its name. Reading the annotations of all of them would take longer than many a run. */
    private static final Map<String, Supplier<Object>> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("trace", TraceCommand::new);
        COMMANDS.put("parse", ParseCommand::new);
        COMMANDS.put("build", BuildCommand::new);
        COMMANDS.put("audit", AuditCommand::new);
        COMMANDS.put("diff", DiffCommand::new);
        COMMANDS.put("merge", MergeCommand::new);
        COMMANDS.put("explain", ExplainCommand::new);
        COMMANDS.put("check", CheckCommand::new);
        COMMANDS.put("minimize", MinimizeCommand::new);
        COMMANDS.put("run", RunCommand::new);
        COMMANDS.put("report", ReportCommand::new);
        COMMANDS.put("ldd", LddCommand::new);
        COMMANDS.put("completion", CompletionCommand::new);
    }

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    private final InputStream in;

    private Main(InputStream in) {
        this.in = in;
    }

    public static void main(String[] args) {
        StandardOutput out = new StandardOutput(new FileOutputStream(FileDescriptor.out));
        PrintWriter text = new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        PrintWriter err = new PrintWriter(
                new OutputStreamWriter(new FileOutputStream(FileDescriptor.err), StandardCharsets.UTF_8), true);
        Interruption.announce(err);
        int status = run(System.in, text, err, args);
        if ((status == ExitStatus.DONE || status == ExitStatus.FINDINGS) && out.hasFailed()) {
            err.println("jaildeps: cannot write to standard output: " + out.failure());
            status = ExitStatus.BAD_INPUT;
        }
        err.flush();
        Interruption.awaitEndBySignal();
        Interruption.exit(status);
    }

    /** Runs one command line; neither stream is closed. */
    static int run(InputStream in, PrintWriter out, PrintWriter err, String... args) {
        try {
            for (String argument : args) {
                if (argument.indexOf(Words.UNDECODABLE) >= 0) {
                    throw new BadUsage("cannot take the argument " + Words.visible(argument)
                            + ": Java hands on only what is valid UTF-8");
                }
            }
            return commandLine(in, args).setOut(out).setErr(err).execute(args);
        } catch (BadUsage | StackOverflowError | OutOfMemoryError e) {
            return report(e, err);
        } finally {
            out.flush();
            err.flush();
        }
    }

    private static CommandLine commandLine(InputStream in, String... words) {
        CommandLine line = new CommandLine(new Main(in));
        addCommands(line, words.length > 0 ? words[0] : "");
        line.getSubcommands()
                .values()
                .forEach(command -> command.getCommandSpec().versionProvider(new Version()));
        line.setExpandAtFiles(false); // an argument of the target may begin with @
        line.setUsageHelpAutoWidth(true);
        line.setExecutionExceptionHandler((failure, command, parsed) -> report(failure, command.getErr()));
        line.setParameterExceptionHandler((failure, args) -> Misuse.report(failure));
        line.setExecutionStrategy(parsed -> {
            Misuse.refuseEmptyValues(parsed);
            return new CommandLine.RunLast().execute(parsed);
        });
        CommandLine trace = line.getSubcommands().get("trace");
        if (trace != null) {
            trace.setStopAtPositional(true); // what stands behind PROGRAM is the target's
        }
        return line;
    }

    /** The command that is asked for and no other; all of them for whoever asks for none, for help or for completion. */
    private static void addCommands(CommandLine line, String asked) {
        Supplier<Object> command = asked.equals("completion") ? null : COMMANDS.get(asked);
        if (command != null) {
            line.addSubcommand(asked, command.get());
        } else {
            COMMANDS.forEach((name, all) -> line.addSubcommand(name, all.get()));
        }
    }

    /** Where a trace may come from. */
    InputStream in() {
        return in;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given");
    }

    /** The one place where an exception becomes an exit status. */
    private static int report(Throwable failure, PrintWriter err) {
        int status = status(failure);
        if (Interruption.endsBySignal()) {
            return status; // it is told already that we were interrupted
        }
        if (status == ExitStatus.BUG) {
            err.println("jaildeps: this is a bug of jaildeps: " + failure);
            failure.printStackTrace(err);
        } else if (failure instanceof IOException io) {
            err.println("jaildeps: " + Words.failure(io));
        } else if (failure instanceof UncheckedIOException wrapper) {
            err.println("jaildeps: " + Words.failure(Objects.requireNonNull(wrapper.getCause())));
        } else if (failure instanceof InterruptedException) {
            err.println(Interruption.MESSAGE);
        } else if (failure instanceof OutOfMemoryError) {
            err.println("jaildeps: cannot go on: out of memory; give the JVM more by JAVA_TOOL_OPTIONS=-Xmx4g");
        } else {
            err.println("jaildeps: " + failure.getMessage());
        }
        err.flush();
        return status;
    }

    private static int status(Throwable failure) {
        if (failure instanceof BadUsage) {
            return ExitStatus.USAGE;
        } else if (failure instanceof FailsHere) {
            return ExitStatus.FAILS_ON_HOST;
        } else if (failure instanceof CannotTrace || failure instanceof CannotRun) {
            return ExitStatus.NO_TRACER;
        } else if (failure instanceof BadInput
                || failure instanceof BadProfile
                || failure instanceof BadRule
                || failure instanceof CannotBuild
                || failure instanceof IOException
                || failure instanceof UncheckedIOException
                || failure instanceof OutOfMemoryError) {
            return ExitStatus.BAD_INPUT;
        } else if (failure instanceof InterruptedException) {
            return ExitStatus.FINDINGS; // nobody sees it: the signal that interrupted us is our exit status
        }
        return ExitStatus.BUG;
    }
}
