package io.jaildeps.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What a command line has wrong in itself: one line that says what, and one that names the help to ask for. */
final class Misuse {
    // Invalid value for option '--timeout' (SECONDS): 'soon' is not an int
    private static final Pattern TYPE =
            Pattern.compile("Invalid value for option '(\\S+)'[^:]*: '(.*)' is not an? (?:int|long)", Pattern.DOTALL);

    // Value for option option '--env' (<K=V>) should be in KEY=VALUE format but was HOME
    private static final Pattern PAIR = Pattern.compile(
            "Value for option option '(\\S+)'.* should be in KEY=VALUE format but was (.*)", Pattern.DOTALL);

    // option '--cwd' (DIR) should be specified only once
    private static final Pattern TWICE =
            Pattern.compile("option '(\\S+)'.* should be specified only once", Pattern.DOTALL);

    // Missing required parameter for option '--output' (FILE)
    private static final Pattern NO_VALUE =
            Pattern.compile("Missing required parameter for option '(\\S+)' \\((.*)\\)");

    private Misuse() {}

    /** Tells it; the exit status. */
    static int report(ParameterException failure) {
        CommandLine command = failure.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("jaildeps: " + Words.visible(message(failure, command)));
        err.println("jaildeps: try '" + command.getCommandSpec().qualifiedName() + " --help'");
        return ExitStatus.USAGE;
    }

    /** No option and no file has an empty value that means anything: mostly a variable of a script is not set. */
    static void refuseEmptyValues(ParseResult parsed) {
        ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        for (OptionSpec option : last.matchedOptions()) {
            refuse(last, option, "cannot take an empty " + option.longestName());
        }
        for (ArgSpec file : last.matchedPositionals()) {
            boolean isFile = Arrays.asList(file.auxiliaryTypes()).contains(Path.class) || file.type() == Path.class;
            if (isFile) {
                refuse(last, file, "cannot take an empty " + file.paramLabel());
            }
        }
    }

    private static void refuse(ParseResult parsed, ArgSpec given, String message) {
        if (given.originalStringValues().contains("")) {
            throw new ParameterException(
                    parsed.commandSpec().commandLine(), message + ": a value is missing between the quotes");
        }
    }

    private static String message(ParameterException failure, CommandLine command) {
        List<String> unknown = failure instanceof UnmatchedArgumentException unmatched
                ? unmatched.getUnmatched()
                : command.getUnmatchedArguments();
        if (unknown.isEmpty()) {
            return clear(String.valueOf(failure.getMessage()));
        }
        String word = unknown.get(0);
        String kind = word.startsWith("-") ? "option" : command.getParent() == null ? "command" : "argument";
        String known = failure instanceof UnmatchedArgumentException unmatched && !kind.equals("argument")
                ? String.join(" or ", unmatched.getSuggestions())
                : "";
        return "no such " + kind + ": " + word + (known.isEmpty() ? "" : "; is it " + known + "?");
    }

    /** The words of picocli in ours. */
    private static String clear(String message) {
        Matcher type = TYPE.matcher(message);
        if (type.matches()) {
            return "cannot take " + type.group(1) + " " + type.group(2) + ": not a whole number";
        }
        Matcher pair = PAIR.matcher(message);
        if (pair.matches()) {
            return "cannot take " + pair.group(1) + " " + pair.group(2) + ": not of the form NAME=VALUE";
        }
        Matcher twice = TWICE.matcher(message);
        if (twice.matches()) {
            return "cannot take " + twice.group(1) + " twice: give it once";
        }
        Matcher valueless = NO_VALUE.matcher(message);
        if (valueless.matches()) {
            return "cannot take " + valueless.group(1) + " alone: give its " + valueless.group(2);
        }
        return Words.lowerFirst(message);
    }
}
