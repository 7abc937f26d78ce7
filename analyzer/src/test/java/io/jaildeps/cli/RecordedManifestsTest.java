package io.jaildeps.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jaildeps.fixtures.Recorded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every trace that we have, of whatever system, becomes a manifest or is refused in words, without its system's tree. */
class RecordedManifestsTest {
    @TempDir
    Path directory;

    @TestFactory
    Stream<DynamicTest> a_manifest_or_a_reason() throws IOException {
        List<Path> traces = new ArrayList<>();
        for (Path folder : List.of(Recorded.fixture("traces"), Recorded.shared("foreign"))) {
            if (Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.walk(folder)) {
                    files.filter(Files::isRegularFile).sorted().forEach(traces::add);
                }
            }
        }
        assertFalse(traces.isEmpty());
        return traces.stream().map(trace -> DynamicTest.dynamicTest(trace.toString(), () -> read(trace)));
    }

    private void read(Path trace) throws IOException {
        Path manifest = directory.resolve("m.json");
        Files.deleteIfExists(manifest);
        Typed parsed = Typed.run("parse", trace, "-o", manifest);
        String words = parsed.status() + "\n" + parsed.out() + parsed.err();
        assertFalse(parsed.err().contains("bug of jaildeps"), words);
        if (parsed.status() <= 1) {
            assertEquals(0, Typed.run("report", manifest).status(), words);
        } else {
            assertTrue(parsed.err().contains("jaildeps: cannot "), words);
            assertFalse(Files.exists(manifest), words);
        }
    }
}
