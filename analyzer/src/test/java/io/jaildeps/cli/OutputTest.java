package io.jaildeps.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputTest {
    @TempDir
    private Path work;

    @Test
    void a_file_is_replaced_and_a_link_to_it_stays() throws Exception {
        Path file = Files.writeString(work.resolve("file"), "old");
        Path link = Files.createSymbolicLink(work.resolve("link"), Path.of("file"));
        Output.write(link, "new");
        assertTrue(Files.isSymbolicLink(link));
        assertEquals("new", Files.readString(file));
    }

    @Test
    void a_device_is_written_to_and_not_replaced() throws Exception {
        Output.write(Path.of("/dev/null"), "text");
        assertFalse(Files.isRegularFile(Path.of("/dev/null")));
    }

    @Test
    void a_writing_that_fails_leaves_the_old_file_and_nothing_else() throws IOException {
        Path file = Files.writeString(work.resolve("file"), "old");
        assertThrows(
                IOException.class,
                () -> Output.write(file, out -> {
                    out.write("half");
                    throw new IOException("the source broke");
                }));
        assertEquals("old", Files.readString(file));
        try (Stream<Path> files = Files.list(work)) {
            assertEquals(1, files.count());
        }
    }
}
