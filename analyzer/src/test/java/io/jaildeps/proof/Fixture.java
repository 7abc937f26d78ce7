package io.jaildeps.proof;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A folder of fixtures/services or fixtures/programs, see the README there. */
record Fixture(Path folder) {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    static List<Fixture> all(String kind) throws IOException {
        try (Stream<Path> folders = Files.list(base().resolve(kind))) {
            return folders.filter(folder -> Files.exists(folder.resolve("trace")))
                    .sorted()
                    .map(Fixture::new)
                    .toList();
        }
    }

    static Fixture named(String kind, String name) {
        return new Fixture(base().resolve(kind).resolve(name));
    }

    /** Maven starts tests in the module's directory. */
    private static Path base() {
        return Path.of("..", "fixtures").toAbsolutePath().normalize();
    }

    String name() {
        return folder.getFileName().toString();
    }

    List<String> packages() throws IOException {
        return lines("packages").stream()
                .map(line -> line.replaceAll("#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .toList();
    }

    void prepare(Path work) throws IOException, InterruptedException {
        if (has("prepare")) {
            Finished prepared = script("prepare", Map.of(), work.toString());
            assertTrue(prepared.succeeded(), prepared::words);
        }
    }

    /** What stands behind {@code jaildeps trace}. */
    List<String> arguments(Path work) throws IOException, InterruptedException {
        Finished printed = script("trace", Map.of(), work.toString());
        assertTrue(printed.succeeded(), printed::words);
        return printed.out().lines().toList();
    }

    List<String> without(Path work) throws IOException {
        return lines("without").stream()
                .map(line -> line.replace("@WORK@", work.toString()))
                .toList();
    }

    /** @param mounts as the manifest has them, "fstype path" */
    Finished verify(Path jail, Path work, List<String> mounts) throws IOException, InterruptedException {
        return script("verify", Map.of("MOUNTS", String.join("\n", mounts)), jail.toString(), work.toString());
    }

    void cleanup(Path work) throws IOException, InterruptedException {
        if (has("cleanup")) {
            Finished cleaned = script("cleanup", Map.of(), work.toString());
            assertTrue(cleaned.succeeded(), cleaned::words);
        }
    }

    boolean has(String file) {
        return Files.exists(folder.resolve(file));
    }

    String read(String file) throws IOException {
        return Files.readString(folder.resolve(file), StandardCharsets.ISO_8859_1);
    }

    /** How many runs in a jail it may take. */
    int mostPasses() throws IOException {
        return has("passes") ? Integer.parseInt(read("passes").strip()) : Integer.MAX_VALUE;
    }

    private List<String> lines(String file) throws IOException {
        return has(file) ? Files.readAllLines(folder.resolve(file)) : List.of();
    }

    private Finished script(String name, Map<String, String> more, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(folder.resolve(name).toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(more);
        return Finished.of(builder, PATIENCE);
    }
}
