package io.jaildeps.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jaildeps.fixtures.Recorded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Compares with a file of {@code src/test/resources}; {@code -Dgolden.update=true} writes it instead. */
final class Golden {
    private Golden() {}

    static void assertMatches(String name, String actual) throws IOException {
        Path file = Recorded.project()
                .resolve("reports/src/test/resources/io/jaildeps/reports")
                .resolve(name);
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(file, actual);
        }
        assertEquals(Files.readString(file), actual, file + " differs; -Dgolden.update=true rewrites it");
    }
}
