package io.jaildeps.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jaildeps.fixtures.Recorded;
import io.jaildeps.fixtures.TreeDump;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that are not what they should be: status 5, one line that says what, and nothing is left behind. */
class BadInputTest {
    private static final String MANIFEST = "{\"schema\": 1,\n \"target\": {\"command\":[\"/bin/ls\"],\"cwd\":\"/\","
            + "\"user\":\"root\",\"environment\":{},\"ready\":\"exit\",\"exercise\":[]},\n"
            + " \"platform\": {\"os\":\"linux\",\"arch\":\"x86_64\"},\n \"entries\": [],\n \"mounts\": [],\n"
            + " \"sockets\": [],\n \"ignored\": [],\n \"suggestions\": []}\n";

    @TempDir
    private Path work;

    @BeforeEach
    void badFiles() throws IOException, InterruptedException {
        Files.writeString(work.resolve("good.json"), MANIFEST);
        Files.createFile(work.resolve("empty"));
        Files.createDirectory(work.resolve("directory"));
        Files.createSymbolicLink(work.resolve("nowhere"), Path.of("absent"));
        Files.writeString(work.resolve("cut"), MANIFEST.substring(0, 100));
        Files.writeString(work.resolve("text"), "Hello, world\n");
        byte[] noise = new byte[5000];
        new Random(1).nextBytes(noise);
        Files.write(work.resolve("noise"), noise);
        Files.write(work.resolve("elf"), new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0});
        new ProcessBuilder("mkfifo", work.resolve("fifo").toString()).start().waitFor();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "build W/absent W/jail|cannot read manifest W/absent: no such file",
                "build W/nowhere W/jail|cannot read manifest W/nowhere: no such file",
                "build W/directory W/jail|cannot read manifest W/directory: not a regular file",
                "build W/fifo W/jail|cannot read manifest W/fifo: not a regular file",
                "build W/empty W/jail|cannot read manifest W/empty: line 1: not a JSON object",
                "build W/cut W/jail|cannot read manifest W/cut: line 2: ",
                "build W/noise W/jail|cannot read manifest W/noise: line 1: ",
                "report W/cut|cannot read manifest W/cut: line 2: ",
                "build W/good.json W/text/jail|cannot make a jail at W/text/jail: W/text is no directory",
                "build W/good.json W/text|cannot make a jail at W/text: W/text is no directory",
                "build W/good.json W/nowhere|cannot make a jail at W/nowhere: W/nowhere is a link that leads nowhere",
                "build --sysroot W/text W/good.json W/jail|cannot use sysroot W/text: not a directory",
                "trace -o W/absent/x ls|cannot write W/absent/x: its directory does not exist",
                "trace -o W/directory ls|cannot write W/directory: it is a directory",
                "trace -o W/nowhere ls|cannot write W/nowhere: it is a link that leads nowhere",
                "trace --keep-trace W/text/x ls|cannot write W/text/x: its directory does not exist",
                "trace --jail W/text/jail ls|cannot make a jail at W/text/jail: W/text is no directory",
                "trace --rules W/absent ls|",
                "ldd W/absent|cannot read W/absent as a program: no such file",
                "ldd W/text|cannot read W/text as a program: no ELF magic",
                "ldd W/empty|cannot read W/empty as a program: empty",
                "ldd W/fifo|cannot read W/fifo as a program: no regular file",
                "ldd W/directory|cannot read W/directory as a program: a directory",
                "ldd W/elf|cannot read W/elf as a program: ",
                "ldd W/text/x|cannot read W/text/x as a program: a file stands where its path has a directory",
                "ldd --sysroot W/text /bin/sh|cannot use sysroot W/text: not a directory",
                "ldd --sysroot W/directory /bin/sh|cannot read /bin/sh as a program: no such file",
                "parse W/absent|cannot read W/absent: no such file, nor W/absent.PID as by strace -ff",
                "parse W/absent/x|cannot read W/absent/x: no such file",
                "parse W/directory|cannot read W/directory: it is a directory",
                "parse W/empty|cannot parse W/empty: this is an empty file",
                "parse W/text|cannot parse W/text: this is plain text in which nothing looks like a trace; record one",
                "parse --events W/text|cannot parse W/text: this is plain text in which nothing looks like a trace; record one",
                "parse --events -o W/out W/text|cannot parse W/text: this is plain text in which nothing looks like a trace; record one",
                "parse -o W/absent/x W/text|cannot write W/absent/x: its directory does not exist",
                "parse --sysroot W/text W/text|cannot use sysroot W/text: not a directory",
                "parse -|cannot parse standard input: this is an empty file",
            })
    void a_bad_file_is_named_with_its_reason_and_nothing_is_left(String line, String message) throws IOException {
        String wanted = message == null ? "" : message;
        SortedMap<String, String> before = TreeDump.of(work);
        Typed typed = Typed.run((Object[]) line.replace("W/", work + "/").split(" "));
        assertEquals(ExitStatus.BAD_INPUT, typed.status(), typed.words());
        assertTrue(typed.err().startsWith("jaildeps: " + wanted.replace("W/", work + "/")), typed.words());
        assertEquals(1, typed.err().lines().count(), typed.words());
        assertEquals("", typed.out());
        assertEquals(before, TreeDump.of(work));
    }

    @Test
    void a_manifest_of_a_gigabyte_is_not_read() throws IOException {
        Path huge = work.resolve("huge");
        try (RandomAccessFile sparse = new RandomAccessFile(huge.toFile(), "rw")) {
            sparse.setLength(1L << 30);
        }
        Typed typed = Typed.run("build", huge, work.resolve("jail"));
        assertEquals(ExitStatus.BAD_INPUT, typed.status());
        assertTrue(typed.err().startsWith("jaildeps: cannot read manifest " + huge + ": larger than "), typed.words());
    }

    @Test
    void traces_of_other_tracers_are_refused_by_name() throws IOException {
        Path summary = Recorded.fixture("traces/own-strace61/f-c.txt");
        assertRefused(summary, "this is only the table of strace -c, which counts calls and names no file; record it");
        Path unnamed = Files.writeString(
                work.resolve("kdump"), " 817 sh       CALL  open(0x800c0a,0)\n 817 sh       RET   open 3\n");
        assertRefused(unnamed, "this is a ktrace without path records (NAMI), so its calls name no file; record it");
        Path packed = Files.write(work.resolve("trace.zst"), new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, '/'});
        assertRefused(packed, "this is compressed in a way that is not read here (gzip and xz are); unpack it first");
    }

    private static void assertRefused(Path trace, String reason) {
        Typed typed = Typed.run("parse", trace);
        assertEquals(ExitStatus.BAD_INPUT, typed.status(), typed.words());
        assertTrue(typed.err().startsWith("jaildeps: cannot parse " + trace + ": " + reason), typed.words());
        assertEquals(1, typed.err().lines().count(), typed.words());
    }

    @Test
    void a_cygwin_trace_is_refused_by_name() throws IOException {
        Path folder = Recorded.shared("foreign/cygwin-strace");
        assumeTrue(Files.isDirectory(folder), "needs traces recorded by others");
        try (var files = Files.list(folder)) {
            Path trace = files.sorted().findFirst().orElseThrow();
            Typed typed = Typed.run("parse", trace);
            assertEquals(ExitStatus.BAD_INPUT, typed.status());
            assertTrue(typed.err().contains("this is a trace by the strace of Cygwin or MSYS"), typed.words());
        }
    }

    @Test
    void traces_of_different_programs_are_not_one_manifest() {
        Path traces = Recorded.fixture("traces/own-strace61");
        Typed typed = Typed.run("parse", "-o", "-", traces.resolve("f.txt"), traces.resolve("prog-perl.txt"));
        assertEquals(ExitStatus.BAD_INPUT, typed.status());
        assertTrue(typed.err().startsWith("jaildeps: cannot merge traces of different programs: "), typed.words());
    }

    @Test
    void a_trace_that_begins_later_asks_for_the_program() throws IOException {
        Path attached = work.resolve("attached");
        Files.writeString(attached, "12 openat(AT_FDCWD, \"/etc/passwd\", O_RDONLY) = 3\n12 +++ exited with 0 +++\n");
        Typed typed = Typed.run("parse", "-o", "-", attached);
        assertEquals(ExitStatus.BAD_INPUT, typed.status());
        assertTrue(typed.err().startsWith("jaildeps: cannot tell the program of " + attached), typed.words());
        assertEquals(
                ExitStatus.DONE,
                Typed.run("parse", "-o", "-", "--program", "/bin/sh", attached).status());
    }
}
