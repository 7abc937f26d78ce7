package io.jaildeps.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One round of tracing with files of its own: {@code WORK} for the target, the manifest and the jail. Below /srv, since
 * servers must reach their files after they gave up root.
 */
final class Trial implements AutoCloseable {
    //   verdict   clean: it does in the jail what it does on the host
    private static final Pattern CLEAN = Pattern.compile("(?m)^ *verdict +clean\\b");

    private final Path room;

    Trial() throws IOException {
        room = Path.of("/srv", "jaildeps-test-" + ProcessHandle.current().pid());
        TreeRemoval.of(room);
        Files.createDirectories(room);
    }

    Path work() throws IOException {
        return Files.createDirectories(room.resolve("work"));
    }

    Path file(String name) {
        return room.resolve(name);
    }

    Path manifest() {
        return file("m.json");
    }

    Path jail() {
        return file("jail");
    }

    /** {@code jaildeps trace --output M --jail J ARGUMENTS}, whatever comes of it. */
    Finished trace(List<String> arguments) throws IOException, InterruptedException {
        return Jaildeps.run(command(arguments));
    }

    Finished trace(String... arguments) throws IOException, InterruptedException {
        return trace(List.of(arguments));
    }

    /** The same, and it must end clean. */
    Finished traceClean(List<String> arguments) throws IOException, InterruptedException {
        Finished traced = trace(arguments);
        String words = Jaildeps.typed(command(arguments)) + "\n" + traced.words();
        assertEquals(0, traced.status(), words);
        assertTrue(CLEAN.matcher(traced.out()).find(), words);
        return traced;
    }

    Finished traceClean(String... arguments) throws IOException, InterruptedException {
        return traceClean(List.of(arguments));
    }

    private List<String> command(List<String> arguments) {
        List<String> command =
                new ArrayList<>(List.of("trace", "-v", "--output", manifest().toString()));
        command.addAll(List.of("--jail", jail().toString()));
        command.addAll(arguments);
        return command;
    }

    JsonNode readManifest() throws IOException {
        return new ObjectMapper().readTree(manifest().toFile());
    }

    /** The manifest's mounts, "fstype path". */
    List<String> mounts() throws IOException {
        List<String> mounts = new ArrayList<>();
        for (JsonNode mount : readManifest().path("mounts")) {
            mounts.add(
                    mount.path("fstype").textValue() + " " + mount.path("path").textValue());
        }
        return mounts;
    }

    boolean inJail(String path) {
        return Files.exists(Path.of(jail() + path), LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public void close() throws IOException {
        TreeRemoval.of(room);
        Path parent = room.getParent();
        try {
            Files.deleteIfExists(parent);
        } catch (DirectoryNotEmptyException others) {
            return; // the last one out removes it
        }
    }
}
