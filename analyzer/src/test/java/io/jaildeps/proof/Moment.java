package io.jaildeps.proof;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A phase of {@code jaildeps trace}, known by what it has on disk. */
enum Moment {
    BEFORE_THE_HOST_PASS,
    HOST_PASS,
    HOST_EXERCISE,
    JAIL_BUILD,
    JAIL_PASS,
    JAIL_EXERCISE,
    AFTER;

    /** Whether the run has come so far. @param work where the exercise leaves its notes */
    boolean reached(long pid, Path work, Path manifest) throws IOException {
        return switch (this) {
            case BEFORE_THE_HOST_PASS -> any("/run/jaildeps", pid + "-*");
            case HOST_PASS -> filled(pid, "host.trace");
            case HOST_EXERCISE -> Files.exists(work.resolve("exercised-host"));
            case JAIL_BUILD -> jailBegun(pid);
            case JAIL_PASS -> filled(pid, "jail.trace");
            case JAIL_EXERCISE -> Files.exists(work.resolve("exercised-jail"));
            case AFTER -> Files.exists(manifest);
        };
    }

    private static boolean any(String directory, String glob) throws IOException {
        if (!Files.isDirectory(Path.of(directory))) {
            return false;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of(directory), glob)) {
            return files.iterator().hasNext();
        }
    }

    private static boolean jailBegun(long pid) throws IOException {
        try (DirectoryStream<Path> places = Files.newDirectoryStream(Path.of("/var/tmp"), "jaildeps-" + pid + "-*")) {
            for (Path place : places) {
                if (any(place.toString(), "*jail-*")) {
                    return true;
                }
            }
            return false;
        } catch (NoSuchFileException | DirectoryIteratorException gone) {
            return false;
        }
    }

    private static boolean filled(long pid, String name) throws IOException {
        try (DirectoryStream<Path> workspaces = Files.newDirectoryStream(Path.of("/run/jaildeps"), pid + "-*")) {
            for (Path workspace : workspaces) {
                Path file = workspace.resolve(name);
                if (Files.exists(file) && Files.size(file) > 0) {
                    return true;
                }
            }
            return false;
        } catch (NoSuchFileException gone) {
            return false;
        }
    }
}
