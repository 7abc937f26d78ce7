package io.jaildeps.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jaildeps.fixtures.Requires;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tracers of other systems, played by scripts: they run the command and write what the real ones would have recorded. */
class StandInTracerTest {
    // goes over the options that are given to the real ones, keeps them for the test, and writes the recording
    private static final String SCRIPT = """
            #!/bin/sh
            here=$(dirname -- "$0")
            printf '%s\\n' "$*" >>"$here/asked"
            while :; do
                case $1 in
                    -o) out=$2; shift 2 ;;
                    -f) case $2 in -*) shift ;; *) out=$2; shift 2 ;; esac ;;
                    -s | -v | -t) shift 2 ;;
                    -*) shift ;;
                    *) break ;;
                esac
            done
            cat "$here/recording" >"$out"
            exec "$@"
            """;

    private static final String FREEBSD = """
              771: mmap(0x0,32768,3,0x1002,-1,0x0)\t\t = 34365181952 (0x800531000)
              771: open("/etc/hostname",O_RDONLY,00)\t\t = 3 (0x3)
              771: open("/etc/not,there",O_RDONLY,00)\t\t ERR#2 'No such file or directory'
              771: exit(0x0)\t\t\t\t
              771: process exit, rval = 0
            """;

    private static final String SOLARIS = """
            771:\texecve("/bin/true", 0x08047D5C, 0x08047D68)  argc = 1
            771:\t argv: /bin/true
            771:\tresolvepath("/usr/lib/ld.so.1", "/lib/ld.so.1", 1023) = 12
            771:\topen("/var/ld/ld.config", O_RDONLY)\t\tErr#2 ENOENT
            771:\topen("/etc/hostname", O_RDONLY)\t\t\t= 3
            771:\tclose(3)\t\t\t\t\t= 0
            771:\t_exit(0)
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void root() throws IOException {
        Requires.root();
    }

    private Typed trace(String tracer, byte[] recording) throws Exception {
        Path script = folder.resolve(tracer);
        Files.writeString(script, SCRIPT);
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.write(folder.resolve("recording"), recording);
        return Typed.run("trace", "--tracer", script, "-o", folder.resolve("m.json"), "--", "/bin/true");
    }

    private void provesHostname(Typed run) throws IOException {
        assertEquals(ExitStatus.DONE, run.status(), run.words());
        String manifest = Files.readString(folder.resolve("m.json"));
        assertTrue(
                manifest.lines()
                        .anyMatch(line -> line.contains("\"path\":\"/etc/hostname\"")
                                && line.contains("\"why\":[\"opened by /bin/true\"]")),
                manifest);
        assertTrue(manifest.contains("interpreter of /bin/true"), manifest);
    }

    private String asked() throws IOException {
        return Files.readAllLines(folder.resolve("asked")).get(0);
    }

    @Test
    void trussOfFreebsd() throws Exception {
        Typed run = trace("truss", FREEBSD.getBytes(StandardCharsets.US_ASCII));
        provesHostname(run);
        assertTrue(Files.readString(folder.resolve("m.json")).contains("[\"/etc/not,there\"]"), run.words());
        assertTrue(asked().matches("-f -a -s 256 -o /\\S+/host\\.trace (/\\S+/setsid )?/bin/true"), asked());
    }

    @Test
    void trussOfSolaris() throws Exception {
        provesHostname(trace("truss", SOLARIS.getBytes(StandardCharsets.US_ASCII)));
        assertTrue(Files.readString(folder.resolve("m.json")).contains("/var/ld/ld.config"));
    }

    @Test
    void ktraceOfFreebsd() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        call(out, 59, List.of("/bin/true", "/libexec/ld-elf.so.1"), -2, 0);
        call(out, 499, List.of("/etc/hostname"), 0, 3);
        call(out, 499, List.of("/etc/libmap.conf"), 2, -1);
        record(out, 1, number(1, 2, 0, 0).array());
        provesHostname(trace("ktrace", out.toByteArray()));
        assertTrue(asked().matches("-i -f /\\S+/host\\.trace -t cnst (/\\S+/setsid )?/bin/true"), asked());
    }

    @Test
    void aTracerThatIsNoneIsAWrongUse() {
        Typed run = Typed.run("trace", "--tracer", "gdb", "--", "/bin/true");
        assertEquals(ExitStatus.USAGE, run.status());
        assertTrue(
                run.err().contains("cannot trace with gdb: give auto, strace, truss or ktrace, or the path of one"),
                run.words());
    }

    @Test
    void aTracerThatIsNotHereIsStatusFour() {
        Typed run = Typed.run("trace", "--tracer", "truss", "--", "/bin/true");
        assertEquals(ExitStatus.NO_TRACER, run.status(), run.words());
        assertTrue(run.err().contains("cannot trace: truss is not installed on this system"), run.words());
    }

    /** A call with three arguments, what it looked up, and its return, as ktrace(2) of FreeBSD 14 on amd64 records it. */
    private static void call(ByteArrayOutputStream out, int code, List<String> names, int error, long value) {
        record(out, 1, number(code, 3, 0x1000, 0x2000).array());
        names.forEach(name -> record(out, 3, name.getBytes(StandardCharsets.US_ASCII)));
        ByteBuffer end = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        record(
                out,
                2,
                end.putShort((short) code)
                        .putShort((short) 0)
                        .putInt(error)
                        .putLong(value)
                        .array());
    }

    private static ByteBuffer number(int code, int arguments, long first, long second) {
        ByteBuffer bytes = ByteBuffer.allocate(8 + 8 * arguments).order(ByteOrder.LITTLE_ENDIAN);
        return bytes.putShort((short) code)
                .putShort((short) arguments)
                .putLong(8, first)
                .putLong(16, second);
    }

    private static void record(ByteArrayOutputStream out, int type, byte[] body) {
        ByteBuffer header = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(0, body.length).putShort(4, (short) (type | 0x4000)).putShort(6, (short) 1);
        header.putInt(8, 771).position(12);
        header.put("true".getBytes(StandardCharsets.US_ASCII));
        header.putLong(32, 1_700_000_000).putLong(48, 100_089);
        out.writeBytes(header.array());
        out.writeBytes(body);
    }
}
