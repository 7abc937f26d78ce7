package io.jaildeps.cli;

import io.jaildeps.path.HostPath;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Writes files whole or not at all: to a temporary name, then renamed. A link stays, what it leads to is replaced; a
 * device or a pipe is written to.
 */
final class Output {
    private Output() {}

    /** Puts text where it is given. */
    interface Writing {
        void to(Writer out) throws BadInput, IOException;
    }

    /** Refuses a place that nothing can be written to, before the work is done whose result goes there. */
    static void check(Path file) throws BadInput, IOException {
        Path place = place(file);
        Path directory = place.getParent();
        if (Files.isDirectory(place)) {
            throw cannot(file, "it is a directory");
        } else if (Files.isSymbolicLink(place) && !Files.exists(place)) {
            throw cannot(file, "it is a link that leads nowhere");
        } else if (isSpecial(place)) {
            if (!Files.isWritable(place)) {
                throw cannot(file, "permission denied");
            }
        } else if (directory == null || !Files.isDirectory(directory)) {
            throw cannot(file, "its directory does not exist");
        } else if (!Files.isWritable(directory)) {
            throw cannot(file, "its directory can not be written to");
        }
    }

    static void write(Path file, String text) throws BadInput, IOException {
        write(file, (Writer out) -> out.write(text));
    }

    static void write(Path file, Writing text) throws BadInput, IOException {
        check(file);
        Path place = place(file);
        if (isSpecial(place)) {
            try {
                fill(place, text);
            } catch (IOException e) {
                throw cannot(file, Words.reason(e));
            }
            return;
        }
        // createTempFile would start the secure random numbers for a name that only has to be free
        Path temporary =
                place.resolveSibling(".jaildeps-" + ProcessHandle.current().pid() + ".tmp");
        Files.deleteIfExists(temporary);
        try {
            Files.createFile(temporary);
            fill(temporary, text);
            Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rw-r--r--"));
            Files.move(temporary, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (FileSystemException e) {
            throw cannot(file, Words.reason(e));
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static void fill(Path file, Writing text) throws BadInput, IOException {
        try (Writer out =
                new BufferedWriter(new OutputStreamWriter(Files.newOutputStream(file), StandardCharsets.UTF_8))) {
            text.to(out);
        }
    }

    /** The file behind every link, so that the links stay. */
    private static Path place(Path file) throws IOException {
        Path absolute = file.toAbsolutePath();
        return Files.isRegularFile(absolute) ? absolute.toRealPath() : absolute;
    }

    private static boolean isSpecial(Path place) {
        return Files.exists(place, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(place);
    }

    private static BadInput cannot(Path file, String reason) {
        return new BadInput("cannot write " + HostPath.of(file) + ": " + reason);
    }
}
