package io.jaildeps.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jaildeps.fixtures.Requires;
import io.jaildeps.fixtures.TreeDump;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Two people who trace the same program get the same bytes, and from them the same jail. */
class DeterminismTest {
    private static final Set<String> SERVICES = Set.of(
            "bash-pipeline",
            "daemon-double-fork",
            "getent-passwd",
            "git-log",
            "ls-etc",
            "nginx-page",
            "perl-json",
            "python-modules",
            "redis-set-get",
            "sshd-logins",
            "tar-directory");

    private static final Set<String> PROGRAMS =
            Set.of("archive-pipeline", "odd-names", "python-threads-children", "python-plugins", "ruby-json");

    @TestFactory
    Stream<DynamicTest> the_same_command_gives_the_same_bytes_and_the_same_jail() throws IOException {
        return Stream.concat(
                        Fixture.all("services").stream().filter(fixture -> SERVICES.contains(fixture.name())),
                        Fixture.all("programs").stream().filter(fixture -> PROGRAMS.contains(fixture.name())))
                .map(fixture -> DynamicTest.dynamicTest(fixture.name(), () -> compare(fixture)));
    }

    private static void compare(Fixture fixture) throws IOException, InterruptedException {
        Requires.root();
        Needs.packages(fixture.packages());
        try (Trial trial = new Trial()) {
            Path work = trial.work();
            try {
                fixture.prepare(work);
                List<String> arguments = fixture.arguments(work);
                trial.traceClean(arguments);
                String first = manifest(trial);
                List<String> again = new ArrayList<>(List.of("--all-cpus"));
                again.addAll(arguments);
                trial.traceClean(again);
                assertEquals(first, manifest(trial), () -> Jaildeps.typed(arguments));

                Path elsewhere = trial.file("elsewhere");
                Finished built = Jaildeps.run("build", trial.manifest().toString(), elsewhere.toString());
                assertEquals(0, built.status(), built::words);
                assertEquals(lines(trial.jail()), lines(elsewhere), () -> Jaildeps.typed(arguments));
            } finally {
                fixture.cleanup(work);
            }
        }
    }

    private static String manifest(Trial trial) throws IOException {
        return Files.readString(trial.manifest(), StandardCharsets.UTF_8);
    }

    /** One line each, for a message that shows where they part. */
    private static String lines(Path tree) throws IOException {
        SortedMap<String, String> dump = TreeDump.of(tree);
        StringBuilder lines = new StringBuilder();
        for (Map.Entry<String, String> line : dump.entrySet()) {
            lines.append(line.getKey()).append(' ').append(line.getValue()).append('\n');
        }
        return lines.toString();
    }
}
