package io.jaildeps.cli;

import io.jaildeps.build.CannotBuild;
import io.jaildeps.profile.BadProfile;
import io.jaildeps.tracer.CannotTrace;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
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
        versionProvider = Version.class,
        description = "Finds what a program needs by tracing it, and builds a jail that is proved to work.")
public final class Main implements Runnable {
    /** Each command by its name. Reading the annotations of all of them would take longer than many a run. */
    private static final Map<String, Supplier<Object>> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("trace", TraceCommand::new);
        COMMANDS.put("build", BuildCommand::new);
        COMMANDS.put("report", ReportCommand::new);
    }

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    public static void main(String[] args) {
        System.exit(run(args));
    }

    static int run(String... args) {
        CommandLine line = line(args);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((failure, command, parsed) -> report(failure, command.getErr()));
        return line.execute(args);
    }

    /** The command that is asked for and no other; all of them for whoever asks for none or for help. */
    private static CommandLine line(String... args) {
        CommandLine line = new CommandLine(new Main());
        if (args.length > 0 && COMMANDS.containsKey(args[0])) {
            line.addSubcommand(args[0], COMMANDS.get(args[0]).get());
        } else {
            COMMANDS.forEach((name, command) -> line.addSubcommand(name, command.get()));
        }
        return line;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given");
    }

    /** The one place where an exception becomes an exit status. */
    private static int report(Exception failure, PrintWriter err) {
        int status = status(failure);
        if (status == ExitStatus.BUG) {
            err.println("jaildeps: this is a bug of jaildeps: " + failure);
            failure.printStackTrace(err);
        } else {
            err.println("jaildeps: " + failure.getMessage());
        }
        err.flush();
        return status;
    }

    private static int status(Exception failure) {
        if (failure instanceof BadUsage) {
            return ExitStatus.USAGE;
        } else if (failure instanceof CannotTrace) {
            return ExitStatus.NO_TRACER;
        } else if (failure instanceof BadInput || failure instanceof BadProfile || failure instanceof CannotBuild) {
            return ExitStatus.BAD_INPUT;
        } else if (failure instanceof IOException) {
            return ExitStatus.BAD_INPUT;
        }
        return ExitStatus.BUG;
    }
}
