package io.jaildeps.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** In a Java machine of its own, with a small heap. */
class LargeTraceTest {
    private static final String HEAP = "-Xmx48m";
    /** Else the collector would take ever longer before it gives up. */
    private static final String YOUNG = "-Xmn24m";

    /** Of some 650 bytes each. */
    private static final int CHILDREN = 320_000;

    @Test
    void aTraceOfTwoHundredMegabytesIsReadInASmallHeap() throws IOException, InterruptedException {
        Result result = read(String.valueOf(CHILDREN));
        assertEquals(
                CHILDREN * LargeTrace.LINES_EACH + " lines, " + 2 * CHILDREN + " accesses, " + (LargeTrace.FILES + 1)
                        + " paths, 0 events kept\n",
                result.output());
        assertEquals(0, result.status());
    }

    /** Else the heap would not be small. */
    @Test
    void whoKeepsTheEventsHasNotEnough() throws IOException, InterruptedException {
        Result result = read(String.valueOf(CHILDREN), "keep");
        assertNotEquals(0, result.status());
        assertTrue(result.output().contains("OutOfMemoryError"), result.output());
    }

    private record Result(int status, String output) {}

    private static Result read(String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                YOUNG,
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                LargeTrace.class.getName()));
        command.addAll(List.of(args));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output);
        } finally {
            process.destroyForcibly();
        }
    }
}
