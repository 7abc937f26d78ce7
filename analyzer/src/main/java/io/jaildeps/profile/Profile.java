package io.jaildeps.profile;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A service profile, as written: nothing is evaluated yet.
 *
 * @param variables shell commands in their order; the output of each is the variable's value
 * @param proofArguments added in the proving runs only
 * @param user empty to stay who we are
 * @param keepLogins keep the accounts that people log in to
 * @param ready a condition as {@code --ready} takes it
 */
public record Profile(
        String name,
        String why,
        List<String> programs,
        Map<String, String> variables,
        List<String> arguments,
        List<String> proofArguments,
        Map<String, String> environment,
        String user,
        boolean keepLogins,
        List<Directory> directories,
        String ready,
        Prepare prepare,
        List<Exercise> exercises) {
    /** A directory that the service manager would have made. */
    public record Directory(String path, String mode, String owner, String group, String why) {}

    /** A script run once before the passes, and the commands that it uses. */
    public record Prepare(List<String> needs, List<String> lines) {
        public Prepare {
            needs = List.copyOf(needs);
            lines = List.copyOf(lines);
        }
    }

    /** A use of the service. @param what for people @param needs commands of the host @param lines of one script */
    public record Exercise(String what, List<String> needs, List<String> lines) {
        public Exercise {
            needs = List.copyOf(needs);
            lines = List.copyOf(lines);
        }

        /** The whole script, as it is recorded in a manifest. */
        String script() {
            return "# " + what + "\nset -e\n" + String.join("\n", lines);
        }
    }

    public Profile {
        programs = List.copyOf(programs);
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
        arguments = List.copyOf(arguments);
        proofArguments = List.copyOf(proofArguments);
        environment = Map.copyOf(environment);
        directories = List.copyOf(directories);
        exercises = List.copyOf(exercises);
    }

    /** True if one of these scripts, as a manifest records them, is an exercise of this profile. */
    public boolean exercisesAny(List<String> scripts) {
        return exercises.stream().map(Exercise::script).anyMatch(scripts::contains);
    }

    /**
     * What of the profile holds when the user gives arguments or exercises: the surroundings that a service manager would
     * make. How to start and use the program, the user knows better then.
     */
    public Profile surroundings() {
        return new Profile(
                name,
                why,
                programs,
                variables,
                List.of(),
                List.of(),
                environment,
                "",
                keepLogins,
                directories,
                "guess",
                new Prepare(List.of(), List.of()),
                List.of());
    }
}
