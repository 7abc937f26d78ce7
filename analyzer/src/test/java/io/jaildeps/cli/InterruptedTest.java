package io.jaildeps.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jaildeps.fixtures.Requires;
import io.jaildeps.manifest.Manifest;
import io.jaildeps.manifest.ManifestWriter;
import io.jaildeps.path.JailPath;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ctrl-C at a time that is known: while somebody waits at the other end of a pipe. */
@Timeout(120)
class InterruptedTest {
    @TempDir
    private Path work;

    private Path pipe;

    @BeforeEach
    void makePipe() throws Exception {
        pipe = work.resolve("pipe");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    }

    /** Starts it, waits until the pipe is opened, interrupts it, and returns what it said. */
    private String interrupted(Object... words) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.jaildeps.cli.Main"));
        for (Object word : words) {
            command.add(word.toString());
        }
        Path err = work.resolve("err");
        Process process = new ProcessBuilder(command)
                .directory(work.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(err.toFile())
                .start();
        try (OutputStream opened = Files.newOutputStream(pipe)) {
            int sent = new ProcessBuilder("/bin/sh", "-c", "kill -s INT \"$1\"", "sh", String.valueOf(process.pid()))
                    .start()
                    .waitFor();
            assertEquals(0, sent);
            assertTrue(process.waitFor(60, TimeUnit.SECONDS));
            assertEquals(130, process.exitValue());
            opened.flush();
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(err, StandardCharsets.UTF_8);
    }

    @Test
    void a_command_that_reads_says_so() throws Exception {
        assertEquals("jaildeps: interrupted\n", interrupted("parse", "-o", "-", pipe));
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "minimize"})
    void a_command_that_runs_a_target_says_so(String command) throws Exception {
        Requires.root();
        Requires.that(Files.isExecutable(Path.of("/usr/bin/strace")), "needs strace");
        Path manifest = work.resolve("cat.json");
        Manifest.Target target = new Manifest.Target(
                List.of("/usr/bin/cat", pipe.toString()), JailPath.ROOT, "root", new TreeMap<>(), "exit", List.of());
        Files.writeString(
                manifest,
                new ManifestWriter()
                        .write(new Manifest(
                                target,
                                ThisMachine.platform(),
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of())));
        assertEquals("jaildeps: interrupted\n", interrupted(command, manifest));
    }

    @Test
    void trace_says_it_in_the_same_words() throws Exception {
        Requires.root();
        Requires.that(Files.isExecutable(Path.of("/usr/bin/strace")), "needs strace");
        assertEquals("jaildeps: interrupted\n", interrupted("trace", "-o", work.resolve("m"), "--", "cat", pipe));
    }
}
