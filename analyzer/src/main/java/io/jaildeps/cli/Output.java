package io.jaildeps.cli;

import io.jaildeps.path.HostPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes files whole or not at all: to a temporary name, then renamed. */
final class Output {
    private Output() {}

    static void write(Path file, String text) throws IOException {
        Path absolute = file.toAbsolutePath();
        Path directory = absolute.getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            throw new IOException("cannot write " + HostPath.of(absolute) + ": its directory does not exist");
        }
        // createTempFile would start the secure random numbers for a name that only has to be free
        Path temporary =
                directory.resolve(".jaildeps-" + ProcessHandle.current().pid() + ".tmp");
        Files.deleteIfExists(temporary);
        try {
            Files.write(
                    temporary,
                    text.getBytes(StandardCharsets.UTF_8),
                    StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.WRITE);
            Files.setPosixFilePermissions(
                    temporary, java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));
            Files.move(temporary, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
