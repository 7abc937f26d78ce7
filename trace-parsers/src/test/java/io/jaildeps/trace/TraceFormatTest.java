package io.jaildeps.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jaildeps.fixtures.Recorded;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceFormatTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "STRACE # openat(AT_FDCWD, \"/etc/passwd\", O_RDONLY) = 3",
                "STRACE # 12 execve(\"/bin/ls\", [\"ls\"], 0x7f /* 3 vars */) = -1 ENOENT (No such file or directory)",
                "STRACE # [pid 12] read(3,  <unfinished ...>",
                "GVISOR # I0422 12:00:00.1 1 strace.go:564] [   1:   1] ls E openat(AT_FDCWD /, 0x7f12 /etc/x, O_RDONLY, 0o0)",
                "CYGWIN_STRACE # --- Process 4711 loaded C:\\Windows\\System32\\ntdll.dll at 00007ffd",
                "KDUMP #    817 sixnix   CALL  close(0x6001fc)",
                "TRUSS # close(3)    = 0 (0x0)",
                "TRUSS # open64(\"/x\", O_RDONLY)   Err~2 ENOENT",
                "DTRUSS # close(0x3)    = 0 0",
                "UNKNOWN # Hello, world",
            })
    void aLineTellsItsFormat(TraceFormat format, String line) {
        byte[] head = line.replace('~', '#').getBytes(StandardCharsets.ISO_8859_1);
        assertEquals(format, TraceFormat.detect(head));
    }

    @Test
    void aFileWithoutBytesIsEmptyAndOneWithNulsIsBinary() {
        assertEquals(TraceFormat.EMPTY, TraceFormat.detect(new byte[0]));
        assertEquals(
                TraceFormat.KTRACE_BINARY,
                TraceFormat.detect("KTR\0\0\0/bin/sh".getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Test
    void aCompressedFileAndAProgramAreNoTrace() {
        assertEquals(TraceFormat.COMPRESSED, TraceFormat.detect(new byte[] {0x1f, (byte) 0x8b, 8, 0, '/'}));
        assertEquals(
                TraceFormat.UNKNOWN,
                TraceFormat.detect("\177ELF\0/lib64/ld-linux.so.2\0".getBytes(StandardCharsets.ISO_8859_1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {")", "a(", "1 ", "\t", "[1", ") = 0 "})
    void noiseIsLookedAtInReasonableTime(String part) {
        byte[] noise = part.repeat(TraceFormat.HEAD_BYTES / part.length()).getBytes(StandardCharsets.ISO_8859_1);
        byte[] lines = (part.repeat(100) + "\n").repeat(300).getBytes(StandardCharsets.ISO_8859_1);
        assertTimeout(Duration.ofSeconds(20), () -> TraceFormat.detect(noise));
        assertTimeout(Duration.ofSeconds(20), () -> TraceFormat.detect(lines));
    }

    static Stream<Path> own() throws IOException {
        return files(Recorded.fixture("traces/own-strace61")).filter(file -> {
            String name = file.getFileName().toString();
            return name.endsWith(".txt") || name.startsWith("ff.out");
        });
    }

    @ParameterizedTest
    @MethodSource("own")
    void recordedTracesAreRecognised(Path file) throws IOException {
        String name = file.getFileName().toString();
        boolean table = Set.of("f-c.txt", "f-w-c.txt").contains(name);
        TraceFormat expected = table ? TraceFormat.STRACE_SUMMARY : TraceFormat.STRACE;
        assertEquals(Files.size(file) == 0 ? TraceFormat.EMPTY : expected, detect(file));
    }

    @Test
    void tracesOfOtherPeopleAndToolsAreRecognised() throws IOException {
        Path foreign = Recorded.shared("foreign");
        assumeTrue(Files.isDirectory(foreign), "no recorded traces of other people here");
        Set<String> notTraces = Set.of("strace-process-tree-example.txt", "zoom-summary-c.txt");
        for (Path file : files(foreign.resolve("linux-strace")).toList()) {
            if (!notTraces.contains(file.getFileName().toString())) {
                assertEquals(TraceFormat.STRACE, detect(file), file.toString());
            }
        }
        assertEquals(TraceFormat.STRACE_SUMMARY, detect(foreign.resolve("linux-strace/zoom-summary-c.txt")));
        assertEquals(TraceFormat.UNKNOWN, detect(foreign.resolve("linux-strace/strace-process-tree-example.txt")));
        assertEquals(TraceFormat.CYGWIN_STRACE, detect(foreign.resolve("cygwin-strace/haskell.txt")));
        assertEquals(TraceFormat.DTRUSS, detect(foreign.resolve("macos-dtruss/dbserver.txt")));
        for (String folder : List.of("freebsd-truss", "solaris-truss")) {
            for (Path file : files(foreign.resolve(folder)).toList()) {
                assertEquals(TraceFormat.TRUSS, detect(file), file.toString());
            }
        }
        for (Path file : files(foreign.resolve("kdump")).toList()) {
            assertEquals(TraceFormat.KDUMP, detect(file), file.toString());
        }
    }

    private static Stream<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList().stream();
        }
    }

    private static TraceFormat detect(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return TraceFormat.detect(in.readNBytes(TraceFormat.HEAD_BYTES));
        }
    }
}
