package io.jaildeps.cli;

import io.jaildeps.manifest.Manifest;
import io.jaildeps.path.HostPath;
import io.jaildeps.profile.BadProfile;
import io.jaildeps.profile.Profile;
import io.jaildeps.profile.Profiles;
import io.jaildeps.suggest.BadRule;
import io.jaildeps.suggest.Suggesting;
import io.jaildeps.suggest.SuggestionRule;
import io.jaildeps.suggest.SuggestionRules;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What {@code --rules} and {@code --with} take: a file is a service profile or a rule for suggestions. */
final class RuleFiles {
    /** Suggestions that no rule file makes: what a program's own notes say. */
    private static final String NOTES = "dlopen-note";

    private RuleFiles() {}

    /** What is known of a program. @param program its path */
    static Optional<Profile> profile(String program, List<Path> files) throws BadProfile, IOException {
        return new Profiles(profiles(files)).forProgram(program.substring(program.lastIndexOf('/') + 1));
    }

    private static List<HostPath> profiles(List<Path> files) throws IOException {
        List<HostPath> profiles = new ArrayList<>();
        for (Path file : files) {
            if (!SuggestionRules.isRule(HostPath.of(file))) {
                profiles.add(HostPath.of(file));
            }
        }
        return profiles;
    }

    static Suggesting suggesting(List<Path> files, List<String> with) throws BadUsage, BadRule, IOException {
        List<SuggestionRule> rules =
                SuggestionRules.with(files.stream().map(HostPath::of).toList());
        List<String> names = new ArrayList<>(List.of(NOTES));
        rules.forEach(rule -> names.add(rule.name()));
        for (String name : with) {
            if (!names.contains(name)) {
                throw new BadUsage(
                        "cannot take in " + Words.visible(name) + ": no such rule, only " + Words.list(names));
            }
        }
        return new Suggesting(rules, Set.copyOf(with));
    }

    /** A rule that was named and suggests nothing for this program is a mistake, or a package that is not installed. */
    static List<String> withoutEffect(Manifest manifest, List<String> with) {
        return with.stream()
                .filter(name -> manifest.entries().stream()
                        .noneMatch(entry -> entry.why().contains(Manifest.Suggestion.reason(name))))
                .map(name -> "warning: rule " + name + " suggests nothing for this program that the system has and the"
                        + " run does not need anyway")
                .toList();
    }
}
