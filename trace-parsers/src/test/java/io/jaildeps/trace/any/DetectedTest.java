package io.jaildeps.trace.any;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jaildeps.fixtures.Recorded;
import io.jaildeps.trace.TraceFormat;
import io.jaildeps.trace.TraceSystem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DetectedTest {
    private static final String OUTPUT = "Hello, world\nusage: x [-a (b)] = c\nfoo(1) is 2\n";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "STRACE | openat(AT_FDCWD, \"/etc/passwd\", O_RDONLY) = 3",
                "STRACE | open(\"/etc/passwd\", O_RDONLY) = 3",
                "STRACE | close(3)                                = 0",
                "STRACE | 12 execve(\"/bin/ls\", [\"ls\"], 0x7f /* 3 vars */) = -1 ENOENT (No such file or directory)",
                "STRACE | [pid 12] read(3,  <unfinished ...>",
                "STRACE | +++ exited with 0 +++",
                "FREEBSD_TRUSS | close(3)    = 0 (0x0)",
                "FREEBSD_TRUSS | mmap(0x0,262144,PROT_READ,MAP_ANON,-1,0x0) = 34920833024 (0x82171a000)",
                "FREEBSD_TRUSS | open(\"/etc/x\",O_RDONLY,00)\t\t ERR#2 'No such file or directory'",
                "FREEBSD_TRUSS | ~  817: process exit, rval = 0~",
                "SOLARIS_TRUSS | execve(\"/tmp/sixnix\", 0xFFFFFD7FFFDFFDE8, 0xFFFFFD7FFFDFFDF8)  argc = 1",
                "SOLARIS_TRUSS | open64(\"/x\", O_RDONLY)                          Err#2 ENOENT",
                "SOLARIS_TRUSS | close(3)                                        = 0",
                "SOLARIS_TRUSS | close(3)\t\t\t\t\t= 0",
                "SOLARIS_TRUSS | Base time stamp:  1277716460.8580  [ Mon Jun 28 09:14:20 GMT 2010 ]",
                "SOLARIS_TRUSS | 6428:\tbrk(0x08066000)                                 = 0",
                "SOLARIS_TRUSS | /1:\tread(0, 0x08047A20, 1024)       (sleeping...)",
                "AIX_TRUSS | execve(\"/usr/bin/ls\", 0x2FF22B88, 0x2FF22B94)  argc: 1",
                "AIX_TRUSS | kread(3, \" # ! / b i n\", 1024)                    = 12",
                "AIX_TRUSS | statx(\"/etc/x\", 0x2FF22A60, 76, 0)              Err#2  ENOENT",
                "AIX_TRUSS | 12345: 67890: kwrite(1, \" x\", 1)                  = 1",
                "TUSC | open(\"/usr/lib/libc.2\", O_RDONLY, 0) ................... ERR#2 ENOENT",
                "TUSC | open(\"/opt/dcelocal/var/adm/time/dts_shared_memory_id\", O_RDONLY, 0666) ERR#2 ENOENT",
                "TUSC | close(3) ........................................ = 0",
                "TUSC | execve(\"/usr/bin/ls\", 0x7f7f0a28, 0x7f7f0a30) ..... = 0 [32-bit]",
                "KDUMP | ~   817 sixnix   CALL  close(0x6001fc)~",
                "KDUMP | ~   106      1 ktrace   EMUL  \"netbsd\"~",
                "KDUMP | ~ 26458/1013458 ls       1458.000123 NAMI  \"/etc/x\"~",
                "DTRUSS | close(0x3)\t\t = 0 0",
                "DTRUSS | stat64(\"/x\\0\", 0x7FF7, 0x0)\t\t = -1 Err#2",
                "DTRUSS | SYSCALL(args) \t\t = return",
                "FS_USAGE | 14:45:24.411951  open              F=4        (R_____)  /etc/hosts   0.000024   vim.12345",
                "FS_USAGE | 14:45:24  stat64            /etc/hosts     0.000024 W vim",
                "STRACE_SUMMARY | % time     seconds  usecs/call     calls    errors syscall",
                "STRACE_SUMMARY | % time  wall-total wall-min wall-max    wall-avg     calls    errors syscall",
                "STRACE_SUMMARY | ~    seconds  wall-total     calls syscall~",
                "STRACE_SUMMARY | % time shortest syscall",
                "STRACE | execve(\"/bin/ls\", [\"ls\"], [\"LS_COLORS=rs=0:di=01;34",
                "STRACE | 12 12:00:00 sendmmsg(4<socket:[1]>, [{msg_hdr={msg_name=0x7fc2df597792, msg_namelen=1",
                "TRUSS_SUMMARY | syscall               seconds   calls  errors",
                "TRUSS_SUMMARY | syscall                     seconds   calls  errors",
                "GVISOR | I0422 12:00:00.1 1 strace.go:564] [   1:   1] ls E openat(AT_FDCWD /, 0x7f12 /etc/x, O_RDONLY, 0o0)",
                "UROOT_STRACE | [pid 12] E openat(0xffffff9c, 0x7f12 /etc/x, 0x0)",
                "UROOT_STRACE | [pid 12] X close(0x3) = 0x0 (12.3µs)",
                "CYGWIN_STRACE | --- Process 4711 loaded C:\\Windows\\System32\\ntdll.dll at 00007ffd",
                "CYGWIN_STRACE | [main] prog 2064 _close: 0 = close (3)",
                "CYGWIN_STRACE | > 00:00:22 [main] prog 9944 close: close(6)",
                "LTRACE | malloc(24)                                = 0x175b3a0",
                "LTRACE | [pid 12] getenv(\"HOME\")                   = \"/root\"",
                "LTRACE | +++ exited (status 0) +++",
                "LTRACE | malloc@libc.so.6(472)                     = 0x562983d1e2a0",
                "LTRACE | 4711 SYS_openat(0xffffff9c, 0x7f00, 0, 0) = 3",
                "PERF_TRACE | ~     0.025 ( 0.004 ms): cat/12 openat(dfd: CWD, filename: \"/x\", flags: RDONLY) = 3~",
                "PERF_TRACE | ~     0.025 (         ): cat/12 read(fd: 3, buf: 0x7fff, count: 832) ...~",
                "PYTHON_PTRACE | access('/etc/x', R_OK)               = -2 (No such file or directory)",
                "GRAMINE | [P1:T1:cat] trace: ---- shim_openat(AT_FDCWD, \"/etc/x\", O_RDONLY, 0000) = -2",
                "QILING | [+]     0x00007ffff7df1cdb: openat(fd = 0xffffff9c, path = 0x7ff, mode = 0x0) = -0x2 (ENOENT)",
                "QILING | [+] openat(fd = 4294967196, path = /etc/ld.so.cache, mode = 0o0) = -2",
                "PROOT | proot info: vpid 3: sysenter start: openat(0xffffff9c, 0x3000, 0x242) = 0xffffff9c [0x7fce, 0]",
                "DTRUSS_SUMMARY | CALL                                        COUNT",
                "LTRACE | ~    RAND_seed@libcrypto.so.1.0.0(0x7ffdf0d5d770, 8, 11, 320 <unfinished ...>~",
                "LTRACE | _ZNSt8ios_base4InitC1Ev(0x6021b1, 0xffff, 0x7ffdf0d71838, 480) = 9",
                "SYSDIG | 694 21:50:16.025718003 1 cat (95) < open fd=3(<f>/etc/x) name=/etc/x flags=1(O_RDONLY) mode=0",
                "AUDIT | type=SYSCALL msg=audit(1618445541.631:4): arch=c000003e syscall=2 success=yes exit=4",
                "DTRUSS_FAILED | dtrace: failed to initialize dtrace: DTrace requires additional privileges",
                "DOCUMENT | openat(AT_FDCWD, &quot;/etc/x&quot;, O_RDONLY) = -1 ENOENT (No such file or directory)",
                "DOCUMENT | open(\u00e2\u0080\u009c/etc/x\u00e2\u0080\u009d, O_RDONLY) = 3",
                "DOCUMENT | close(3) ........................................ = 0<br />",
                "SYZKALLER | FuncName: brk",
                "SYZKALLER | r0 = openat(0xffffffffffffff9c, &(0x7f0000000000)='./file0\\x00', 0x0, 0x0)",
                "TEXT | Hello, world",
            })
    void one_line_is_enough_and_what_the_program_prints_does_no_harm(TraceFormat format, String line) {
        assertEquals(format, of(line + "\n"));
        assertEquals(format, of(OUTPUT + line + "\n" + OUTPUT));
    }

    @Test
    void members_of_a_family_are_told_apart_by_their_sum() {
        String solaris = """
                open("/var/ld/ld.config", O_RDONLY)             Err#2 ENOENT
                xstat(2, "/lib/libsec.so.1", 0x08047380)        = 0
                close(3)                                        = 0
                """;
        assertEquals(TraceFormat.SOLARIS_TRUSS, of(solaris));
        // AIX prints one blank or two, and calls that Solaris has as well
        String aix = """
                open("/usr/lib/x", O_RDONLY)                     Err#2 ENOENT
                kopen("/usr/lib/y", O_RDONLY)                    = 3
                close(3)                                        = 0
                """;
        assertEquals(TraceFormat.AIX_TRUSS, of(aix));
        String tusc = """
                open("/usr/lib/x", O_RDONLY, 0) ............... = 3
                mmap(NULL, 131244, PROT_READ|PROT_EXEC, MAP_SHARED|MAP_SHLIB, 3, 36864) = 0xc0010000
                mmap(NULL, 14696, PROT_READ|PROT_EXEC, MAP_PRIVATE|MAP_SHLIB, 3, 172032) = 0x77fec000
                """;
        assertEquals(TraceFormat.TUSC, of(tusc));
    }

    @Test
    void lines_of_strace_that_are_as_long_as_trusss_columns_stay_those_of_strace() {
        String polling = """
                clock_gettime(CLOCK_MONOTONIC, {111, 222222}) = 0
                nanosleep({tv_sec=0, tv_nsec=20000000}, NULL) = 0
                """;
        assertEquals(TraceFormat.STRACE, of(polling.repeat(100)));
        assertEquals(
                TraceFormat.STRACE, of(polling.repeat(100) + "open(\"/x\", O_RDONLY) = -1 ENOENT (No such file)\n"));
    }

    @Test
    void a_trace_that_shows_another_trace_being_printed_keeps_its_own_format() {
        assertEquals(
                TraceFormat.STRACE,
                of("write(1, \"close(3)    = 0 (0x0)\\n\", 22) = 22\n".repeat(3)
                        + "openat(AT_FDCWD, \"/etc/x\", O_RDONLY) = -1 ENOENT (No such file or directory)\n"));
    }

    @Test
    void a_table_behind_the_calls_is_no_summary() {
        assertEquals(
                TraceFormat.STRACE, of("close(3) = 0\n% time     seconds  usecs/call     calls    errors syscall\n"));
    }

    @Test
    void a_ktrace_without_paths_is_one_where_such_a_call_returned() {
        String call = "   817 sh       CALL  open(0x800c0a,0)\n";
        String returned = "   817 sh       RET   open 3\n";
        String path = "   817 sh       NAMI  \"/etc/x\"\n";
        assertTrue(detected(call + returned).lack() == Detected.Lack.PATHS);
        assertTrue(detected(call + returned).found().contains("ktrace -i -f FILE -t cn PROGRAM"));
        for (String head : List.of(
                call + path + returned,
                call,
                call.replace("open", "read") + returned.replace("open", "read"),
                call + returned.replace("3", "-1 errno 14 Bad address"))) {
            assertEquals(TraceFormat.KDUMP, of(head));
            assertFalse(detected(head).lack() == Detected.Lack.PATHS, head);
        }
    }

    @Test
    void a_ktrace_of_nothing_but_names_lacks_its_calls() {
        String name = "   817 sh       NAMI  \"/etc/x\"\n";
        assertEquals(Detected.Lack.CALLS, detected(name + name).lack());
        assertTrue(detected(name).found().contains("no calls"));
        assertEquals(
                Detected.Lack.NOTHING,
                detected(name + "   817 sh       RET   open 3\n").lack());
    }

    @Test
    void a_format_is_told_from_lines_of_all_kinds() {
        assertEquals(TraceFormat.SOLARIS_TRUSS, of("/1:      0.0897 open(\"/a\", O_RDONLY)           = 3\n"));
        assertEquals(TraceFormat.DTRUSS, of("10002/100061: open(\"/etc/x\\0\", 0x0, 0x1B6)  = -1 Err#2\n"));
        assertEquals(TraceFormat.DTRUSS, of("open(\"/etc/hosts\\0\", 0x0, 0x0)\t\t = 3 0  \n"));
        String failed = "dtrace: failed to execute /tmp/du: Operation not permitted\n";
        assertEquals(TraceFormat.DTRUSS_FAILED, of(failed));
        assertEquals(
                TraceFormat.DTRUSS_FAILED,
                of("dtrace: system integrity protection is on, some features will not be available\n" + failed));
        assertEquals(TraceFormat.DTRUSS, of(failed + "close(0x3)\t\t = 0 0\n"));
        assertEquals(TraceFormat.FREEBSD_TRUSS, of("close(3)\t\t = 0 (0x0)   <--- here\n"));
        assertEquals(
                TraceFormat.TUSC,
                of("[2] execve(\"/tmp/) = 3 (0x3) open(\", 0x7f7f0a90, 0x7f7f0a98) ..... = 0 [32-bit]\n"));
    }

    @Test
    void the_system_is_told_too() {
        assertEquals(TraceSystem.LINUX, detected("close(3) = 0\n").system());
        assertEquals(TraceSystem.FREEBSD, detected("close(3)    = 0 (0x0)\n").system());
        assertEquals(TraceSystem.AIX, detected("kread(3, \"x\", 1)   = 1\n").system());
        assertEquals(TraceSystem.HPUX, detected("close(3) ...... = 0\n").system());
        assertEquals(TraceSystem.MACOS, detected("close(0x3)\t\t = 0 0\n").system());
        assertEquals(
                TraceSystem.ILLUMOS,
                detected("PID/LWP   SYSCALL(args)   = return\n").system());
    }

    @Test
    void a_file_without_bytes_is_empty() {
        assertEquals(TraceFormat.EMPTY, of(""));
    }

    @Test
    void an_output_with_nuls_does_not_make_a_trace_binary() {
        assertEquals(TraceFormat.STRACE, of("\0\0/x\nopenat(AT_FDCWD, \"/x\", O_RDONLY) = 3\n"));
    }

    @Test
    void compressed_files_programs_and_other_binaries_are_no_traces() {
        assertEquals(TraceFormat.COMPRESSED, of("\u001f\u008b\b\0/"));
        assertEquals(TraceFormat.COMPRESSED, of("(\u00b5/\u00fd\0"));
        assertEquals(TraceFormat.ELF, of("\177ELF\2\1\1\0/lib64/ld-linux.so.2\0"));
        assertEquals(TraceFormat.BINARY, of("\0\1\2\3\0\0"));
    }

    @Test
    void what_is_refused_says_how_to_do_better() {
        for (TraceFormat format : TraceFormat.values()) {
            boolean advises = format.found().contains("; ");
            assertEquals(!format.isRead() && format != TraceFormat.EMPTY, advises, format.found());
            assertEquals(format.isRead(), TraceFormat.words().contains(format.word()));
        }
    }

    private static TraceFormat of(String head) {
        return detected(head).format();
    }

    private static Detected detected(String head) {
        return Detected.of(head.getBytes(StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @ValueSource(strings = {")", "a(", "1 ", "\t", "[1", ") = 0 "})
    void noise_is_looked_at_in_reasonable_time(String part) {
        byte[] noise = part.repeat(TraceFormat.HEAD_BYTES / part.length()).getBytes(StandardCharsets.ISO_8859_1);
        byte[] lines = (part.repeat(100) + "\n").repeat(300).getBytes(StandardCharsets.ISO_8859_1);
        assertTimeout(Duration.ofSeconds(20), () -> Detected.of(noise));
        assertTimeout(Duration.ofSeconds(20), () -> Detected.of(lines));
    }

    static Stream<Path> own() throws IOException {
        return files(Recorded.fixture("traces/own-strace61")).filter(file -> {
            String name = file.getFileName().toString();
            return name.endsWith(".txt") || name.startsWith("ff.out");
        });
    }

    @ParameterizedTest
    @MethodSource("own")
    void recorded_traces_are_recognised(Path file) throws IOException {
        String name = file.getFileName().toString();
        boolean table = Set.of("f-c.txt", "f-w-c.txt").contains(name);
        TraceFormat expected = table ? TraceFormat.STRACE_SUMMARY : TraceFormat.STRACE;
        assertEquals(Files.size(file) == 0 ? TraceFormat.EMPTY : expected, detect(file));
    }

    @Test
    void traces_of_other_people_and_tools_are_recognised() throws IOException {
        Path foreign = Recorded.shared("foreign");
        assumeTrue(Files.isDirectory(foreign), "no recorded traces of other people here");
        Set<String> notTraces = Set.of("strace-process-tree-example.txt", "zoom-summary-c.txt");
        for (Path file : files(foreign.resolve("linux-strace")).toList()) {
            if (!notTraces.contains(file.getFileName().toString())) {
                assertEquals(TraceFormat.STRACE, detect(file), file.toString());
            }
        }
        assertEquals(TraceFormat.STRACE_SUMMARY, detect(foreign.resolve("linux-strace/zoom-summary-c.txt")));
        assertEquals(TraceFormat.TEXT, detect(foreign.resolve("linux-strace/strace-process-tree-example.txt")));
        assertEquals(TraceFormat.CYGWIN_STRACE, detect(foreign.resolve("cygwin-strace/haskell.txt")));
        assertEquals(TraceFormat.SYZKALLER, detect(foreign.resolve("moonshine/syzkaller-parsed.txt")));
        assertEquals(TraceFormat.DTRUSS, detect(foreign.resolve("macos-dtruss/dbserver.txt")));
        assertEquals(TraceFormat.DTRUSS, detect(foreign.resolve("solaris-dtruss/dtracetoolkit-example.txt")));
        assertFolder(TraceFormat.FREEBSD_TRUSS, foreign.resolve("freebsd-truss"));
        assertFolder(TraceFormat.SOLARIS_TRUSS, foreign.resolve("solaris-truss"));
        assertFolder(TraceFormat.KDUMP, foreign.resolve("kdump"));
        for (String system : List.of("freebsd", "openbsd", "netbsd", "macos")) {
            for (Path file : files(foreign.resolve("ktrace-bin"))
                    .filter(file -> file.toString().endsWith(".ktrace.out"))
                    .filter(file -> file.getFileName().toString().startsWith(system))
                    .toList()) {
                Detected detected = Detected.of(Files.readAllBytes(file));
                assertEquals(TraceFormat.KTRACE, detected.format(), file.toString());
                assertEquals(file.toString().contains("mcsh"), detected.lack() == Detected.Lack.PATHS, file.toString());
                assertEquals(TraceSystem.valueOf(system.toUpperCase(Locale.ROOT)), detected.system(), file.toString());
            }
        }
    }

    private static void assertFolder(TraceFormat format, Path folder) throws IOException {
        for (Path file : files(folder).toList()) {
            assertEquals(format, detect(file), file.toString());
        }
    }

    private static Stream<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList().stream();
        }
    }

    private static TraceFormat detect(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Detected.of(in.readNBytes(TraceFormat.HEAD_BYTES)).format();
        }
    }

    /** One line in some thousands of random bytes looks like a line of something. */
    @Test
    void noiseIsBinaryWhateverALineOfItLooksLike() {
        byte[] noise = new byte[60_000];
        new Random(1).nextBytes(noise);
        byte[] line = "\n) = nil\nfree(0x55)\nmalloc(3)\n".getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(line, 0, noise, 100, line.length);
        assertEquals(TraceFormat.BINARY, Detected.of(noise).format());
    }
}
