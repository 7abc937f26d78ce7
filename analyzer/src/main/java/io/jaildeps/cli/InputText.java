package io.jaildeps.cli;

import io.jaildeps.path.HostPath;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads a small file that the command line names. */
final class InputText {
    private static final long MAX_BYTES = 64L << 20;

    private InputText() {}

    /** @param what the file is, for messages: {@code lock} */
    static byte[] bytes(Path file, String what) throws BadInput, IOException {
        return bytes(file, what, MAX_BYTES);
    }

    static byte[] bytes(Path file, String what, long maxBytes) throws BadInput, IOException {
        String name = what + " " + HostPath.of(file);
        try {
            if (!Files.isRegularFile(file)) {
                throw new BadInput(
                        "cannot read " + name + ": " + (Files.exists(file) ? "not a regular file" : "no such file"));
            }
            if (Files.size(file) > maxBytes) {
                throw new BadInput("cannot read " + name + ": larger than " + maxBytes + " bytes");
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new BadInput("cannot read " + name + ": no such file");
        } catch (AccessDeniedException e) {
            throw new BadInput("cannot read " + name + ": permission denied");
        }
    }
}
