package io.jaildeps.cli;

import io.jaildeps.build.Surroundings;
import io.jaildeps.graph.Demand;
import io.jaildeps.path.JailPath;
import io.jaildeps.profile.BadProfile;
import io.jaildeps.profile.Profile;
import io.jaildeps.profile.Profiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What a profile says of a program that was recorded elsewhere. No command of a profile is run for it. */
final class KnownSurroundings {
    private KnownSurroundings() {}

    /** @param program the target's path @param rules the user's own profiles */
    static Surroundings of(String program, List<Path> rules) throws BadUsage, BadProfile, IOException {
        return new Profiles(RuleFiles.profiles(rules))
                .forProgram(program.substring(program.lastIndexOf('/') + 1))
                .map(KnownSurroundings::of)
                .orElse(Surroundings.NONE);
    }

    private static Surroundings of(Profile profile) {
        List<Demand.ExpectedDirectory> directories = profile.directories().stream()
                // the value of a variable is what a command on the traced system says
                .filter(directory -> !directory.path().contains("$"))
                .map(directory ->
                        new Demand.ExpectedDirectory(JailPath.of(directory.path()), profile.name(), directory.why()))
                .toList();
        return new Surroundings(directories, profile.keepLogins());
    }
}
