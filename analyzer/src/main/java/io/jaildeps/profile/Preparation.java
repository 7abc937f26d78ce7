package io.jaildeps.profile;

import io.jaildeps.host.Tools;
import io.jaildeps.path.HostPath;
import io.jaildeps.path.Printable;
import io.jaildeps.tracer.ShellCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A profile made ready for one run: its variables have values, its prepare script was run.
 *
 * @param proofArguments arguments for the proving runs only
 * @param exercises scripts to run, in their order
 * @param exerciseEnvironment what they find in their environment
 * @param messages exercises that were left out, and why
 */
public record Preparation(
        List<String> arguments,
        List<String> proofArguments,
        Map<String, String> environment,
        List<Profile.Directory> directories,
        List<Script> exercises,
        Map<String, String> exerciseEnvironment,
        List<String> messages) {
    /** An exercise's script. */
    public record Script(String what, String text) {}

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)\\}");

    public Preparation {
        arguments = List.copyOf(arguments);
        proofArguments = List.copyOf(proofArguments);
        environment = Map.copyOf(environment);
        directories = List.copyOf(directories);
        exercises = List.copyOf(exercises);
        exerciseEnvironment = Map.copyOf(exerciseEnvironment);
        messages = List.copyOf(messages);
    }

    /**
     * Evaluates the variables and runs the prepare script.
     *
     * @param target the program's absolute path
     * @param scratch a directory of its own for the proof's files
     * @throws BadProfile if a variable's command or the prepare script fails: the profile does not fit this system
     */
    public static Preparation of(Profile profile, String target, HostPath scratch)
            throws BadProfile, IOException, InterruptedException {
        Map<String, String> variables = variables(profile, target, scratch);
        List<String> messages = new ArrayList<>();
        List<Script> exercises = exercises(profile, variables, messages);
        Map<String, String> environment = new HashMap<>();
        profile.environment().forEach((name, value) -> environment.put(name, filled(value, variables)));
        return new Preparation(
                words(profile.arguments(), variables),
                words(profile.proofArguments(), variables),
                environment,
                directories(profile, variables),
                exercises,
                variables,
                messages);
    }

    private static Map<String, String> variables(Profile profile, String target, HostPath scratch)
            throws BadProfile, IOException, InterruptedException {
        Map<String, String> variables = new HashMap<>();
        variables.put("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
        variables.put("HOME", "/root");
        variables.put("LANG", "C.UTF-8");
        variables.put("TARGET", target);
        variables.put("SCRATCH", scratch.bytes());
        for (Map.Entry<String, String> variable : profile.variables().entrySet()) {
            String value = run(profile, variable.getValue(), variables).stripTrailing();
            variables.put(variable.getKey(), value);
        }
        return variables;
    }

    /** Runs the prepare script and tells which exercises are possible here. */
    private static List<Script> exercises(Profile profile, Map<String, String> variables, List<String> messages)
            throws BadProfile, IOException, InterruptedException {
        List<Script> exercises = new ArrayList<>();
        String missing = missing(profile.prepare().needs(), variables);
        if (!missing.isEmpty()) {
            messages.add("profile " + profile.name() + ": not exercised, since " + missing + " is not installed");
            return exercises;
        }
        if (!profile.prepare().lines().isEmpty()) {
            run(profile, String.join("\n", profile.prepare().lines()), variables);
        }
        for (Profile.Exercise exercise : profile.exercises()) {
            String absent = missing(exercise.needs(), variables);
            if (absent.isEmpty()) {
                exercises.add(new Script(exercise.what(), exercise.script()));
            } else {
                messages.add("profile " + profile.name() + ": left out " + exercise.what() + ", since " + absent
                        + " is not installed");
            }
        }
        return exercises;
    }

    private static List<Profile.Directory> directories(Profile profile, Map<String, String> variables) {
        return profile.directories().stream()
                .map(directory -> new Profile.Directory(
                        filled(directory.path(), variables),
                        directory.mode(),
                        filled(directory.owner(), variables),
                        filled(directory.group(), variables),
                        directory.why()))
                .toList();
    }

    private static String run(Profile profile, String script, Map<String, String> environment)
            throws BadProfile, IOException, InterruptedException {
        ShellCommand.Result result = ShellCommand.shell(List.of(), "set -e\n" + script, environment, TIMEOUT);
        if (!result.succeeded()) {
            throw new BadProfile("cannot use profile " + profile.name() + " here: "
                    + Printable.of(script.lines().findFirst().orElse("")) + " ended with status " + result.status()
                    + (result.output().isBlank()
                            ? ""
                            : ": " + Printable.of(result.output().strip())));
        }
        return result.output();
    }

    private static String missing(List<String> needs, Map<String, String> variables) {
        return needs.stream()
                .map(need -> filled(need, variables))
                .filter(need -> need.startsWith("/")
                        ? !Files.isExecutable(Path.of(need))
                        : Tools.find(need).isEmpty())
                .findFirst()
                .orElse("");
    }

    private static List<String> words(List<String> words, Map<String, String> variables) {
        return words.stream()
                .map(word -> filled(word, variables))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static String filled(String text, Map<String, String> variables) {
        return VARIABLE.matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(variables.getOrDefault(match.group(1), match.group())));
    }
}
