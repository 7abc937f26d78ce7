package io.jaildeps.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jaildeps.fixtures.TreeDump;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Two people who trace the same program get the same bytes, and from them the same jail. */
final class Repetition {
    private Repetition() {}

    /** Does all of it again that {@code trial} did once with {@code arguments}. */
    static void check(Trial trial, List<String> arguments) throws IOException, InterruptedException {
        String first = manifest(trial);
        List<String> again = new ArrayList<>(List.of("--all-cpus"));
        again.addAll(arguments);
        trial.traceClean(again);
        assertEquals(first, manifest(trial), () -> Jaildeps.typed(arguments));

        Path elsewhere = trial.file("elsewhere");
        Finished built = Jaildeps.run("build", trial.manifest().toString(), elsewhere.toString());
        assertEquals(0, built.status(), built::words);
        assertEquals(lines(trial.jail()), lines(elsewhere), () -> Jaildeps.typed(arguments));
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
