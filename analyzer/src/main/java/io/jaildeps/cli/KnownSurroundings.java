package io.jaildeps.cli;

import io.jaildeps.build.Surroundings;
import io.jaildeps.profile.BadProfile;
import io.jaildeps.profile.Profile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What a profile says of a program that was recorded elsewhere. No command of a profile is run for it. */
final class KnownSurroundings {
    private KnownSurroundings() {}

    /** @param program the target's path @param rules the user's own profiles */
    static Surroundings of(String program, List<Path> rules) throws BadUsage, BadProfile, IOException {
        return RuleFiles.profile(program, rules).map(KnownSurroundings::of).orElse(Surroundings.NONE);
    }

    private static Surroundings of(Profile profile) {
        List<Profile.Directory> directories = profile.directories().stream()
                // the value of a variable is what a command on the traced system says
                .filter(directory -> !directory.path().contains("$"))
                .toList();
        return new Surroundings(Proving.expected(directories, profile.name()), profile.keepLogins());
    }
}
