package io.jaildeps.trace.ktrace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jaildeps.trace.Arg;
import io.jaildeps.trace.Bytes;
import io.jaildeps.trace.Fd;
import io.jaildeps.trace.Outcome;
import io.jaildeps.trace.Pid;
import io.jaildeps.trace.Reading;
import io.jaildeps.trace.TraceEvent;
import io.jaildeps.trace.TraceSystem;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What kdump prints with its options. */
class KdumpLinesTest {
    private static Reading of(TraceSystem system, String... lines) {
        byte[] text = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.ISO_8859_1);
        return Reading.ofStream(new KdumpParser(Reading.ALL, system), new ByteArrayInputStream(text));
    }

    private static List<Arg> words(String... words) {
        return List.of(words).stream().<Arg>map(Arg.Word::new).toList();
    }

    /** The columns of -H, -T, -E, -R, -c and -A, and as people re-space them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "   817 ls       KIND  ",
                "   817 100123 ls       KIND  ",
                "   817 ls       1416618521.123456 KIND  ",
                "   817 100123 ls       1416618521.123456789 0.000001234 -0.000000012 KIND  ",
                "   817 100123 ls       1416618521.123456789   3 KIND  ",
                "   817 ls       KIND  F64  ",
                "   817 100123 ls       KIND  F32  ",
                "   817/100123  ls       KIND  ",
                "817 ls KIND ",
                "817\tls\tKIND\t",
                "   817 my prog  KIND  ",
                "   817 RET      KIND  ",
                "   817 100123 CALL     KIND  "
            })
    void columnsInFrontAreReadOver(String front) {
        Reading reading = of(
                TraceSystem.FREEBSD,
                front.replace("KIND", "CALL") + "open(0x1000,0x100000<O_RDONLY|O_CLOEXEC>)",
                front.replace("KIND", "NAMI") + "\"/etc/libmap.conf\"",
                front.replace("KIND", "RET ") + "open 3");
        TraceEvent.Call call = reading.call();
        assertEquals("open", call.name());
        assertEquals(new Pid(817), call.pid());
        assertEquals(front.contains("100123") ? 100_123 : 817, call.thread());
        assertEquals(words("0x1000", "0x100000<O_RDONLY|O_CLOEXEC>"), call.args());
        assertEquals(List.of("/etc/libmap.conf"), call.names());
        assertEquals(new Outcome.Returned(3), call.outcome());
    }

    @Test
    void argumentsAreKeptAsPrinted() {
        Reading reading = Read.text(
                "   817 ls CALL  openat(AT_FDCWD,0x1000,0<O_RDONLY>)",
                "   817 ls RET   openat 3",
                "   817 ls CALL  ioctl(0x1,_IOW(',',0x13,0x4),0x2000)",
                "   817 ls RET   ioctl 0",
                "   817 ls CALL  issetugid",
                "   817 ls RET   issetugid 0",
                "   817 ls CALL  getpid()",
                "   817 ls RET   getpid 817/0x331",
                "   817 ls CALL  kill(817, SIGTERM)",
                "   817 ls RET   kill 0");
        List<TraceEvent.Call> calls = reading.calls();
        assertEquals(
                new Arg.Descriptor(Fd.AT_FDCWD, "", false), calls.get(0).args().get(0));
        assertEquals(words("0x1", "_IOW(',',0x13,0x4)", "0x2000"), calls.get(1).args());
        assertEquals(List.of(), calls.get(2).args());
        assertEquals(List.of(), calls.get(3).args());
        assertEquals(words("817", "SIGTERM"), calls.get(4).args());
        assertEquals(List.of(), reading.unparsed());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "open[5](0x1); open[5] 3; open",
                "[577](0x1); [577] 3; #577",
                "(via syscall) open(0x1); open 3; open",
                "compat11.stat(0x1); compat11.stat 3; stat",
                "compat_50___stat30(0x1); compat_50___stat30 3; __stat30",
                "netbsd32_open(0x1); netbsd32_open 3; open",
                "#220 (unimplemented)(0x1); #220 (unimplemented) 3; #220"
            })
    void namesAreTheCallsOwn(String call, String result, String name) {
        TraceEvent.Call read = of(
                        TraceSystem.FREEBSD, "   817 ls       CALL  " + call, "   817 ls       RET   " + result)
                .call();
        assertEquals(name, read.name());
        assertEquals(words("0x1"), read.args());
        assertEquals(new Outcome.Returned(3), read.outcome());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "3; 3",
                "0x400; 1024",
                "34365181952/0x800531000; 34365181952",
                "-16/0xfffffffffffffff0; -16",
                "817, 0x1; 817",
                "1000<\"sue\">; 1000",
                "0<>; 0",
                "~0x1<SIGHUP>; -2"
            })
    void resultsAreRead(String printed, long value) {
        TraceEvent.Call call = of(
                        TraceSystem.OPENBSD, "   817 ls       CALL  any()", "   817 ls       RET   any " + printed)
                .call();
        assertEquals(new Outcome.Returned(value), call.outcome());
    }

    @ParameterizedTest
    @CsvSource({
        "FREEBSD, 93, ENOTCAPABLE",
        "NETBSD, 93, ENOATTR",
        "OPENBSD, 91, ENOTSUP",
        "MACOS, 45, ENOTSUP",
        "DRAGONFLY, 35, EAGAIN",
        "FREEBSD, 599, errno 599",
        "FREEBSD, -38, ENOSYS"
    })
    void errorsHaveTheNamesOfTheirSystem(TraceSystem system, int number, String name) {
        String failed = "   817 ls       RET   open -1 errno " + number;
        Reading plain = of(system, "   817 ls       CALL  open(0x1)", failed);
        Reading fancy = of(system, "   817 ls       CALL  open(0x1)", failed + " Datei oder Verzeichnis");
        assertEquals(new Outcome.Failed(name), plain.call().outcome());
        assertEquals(new Outcome.Failed(name), fancy.call().outcome());
    }

    @Test
    void openBsdsFoldedAndEscapedNamesAreWhole() {
        TraceEvent.Call call = of(
                        TraceSystem.OPENBSD,
                        " 26458 ls       CALL  open(0x1,0<O_RDONLY>)",
                        " 26458 ls       NAMI  \"/tmp/a very long name \\\\ with a backslash that goes on \\",
                        "\tafter\\na newline, \\\"quotes\\\" and \\M-C\\M-)\\^A\\0\"",
                        " 26458 ls       RET   open 3")
                .call();
        assertEquals(
                List.of("/tmp/a very long name \\ with a backslash that goes on after\na newline, \"quotes\" and "
                        + "\u00c3\u00a9\1\0"),
                call.names());
    }

    @ParameterizedTest
    @CsvSource({
        "\\^?, 7f",
        "\\M-A, c1",
        "\\M^A, 81",
        "\\M^?, ff",
        "\\s, 20",
        "\\240, a0",
        "\\M, 5c4d",
        "\\, 5c",
        "\\q, 5c71"
    })
    void visIsDecoded(String text, String hex) {
        StringBuilder bytes = new StringBuilder();
        Vis.decode(text).chars().forEach(c -> bytes.append(String.format("%02x", c)));
        assertEquals(hex, bytes.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--",
                "[...]",
                "```",
                "Starting arp-scan \"1.10.0\"",
                "Interface: em0, type: EN10MB\nand more \"words\"",
                "  1514 echo    ",
            })
    void whatIsNoRecordIsNotOfTheNameBeforeIt(String words) {
        String trace = "   817 ls       CALL  open(0x1,0)\n   817 ls       NAMI  \"/etc/x\"\n" + words
                + "\n   817 ls       RET   open 3\n";
        Reading reading = of(TraceSystem.FREEBSD, trace.split("\n", -1));
        assertEquals(List.of("/etc/x"), reading.calls().get(0).names());
        assertEquals(
                words.lines().toList(),
                reading.unparsed().stream().map(TraceEvent.Unparsed::text).toList());
        assertEquals(3, reading.unparsed().get(0).line());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/tmp/5\" disk\nb", "/tmp/a\"\nb", "/tmp/a\nb", "/tmp/\"a\nb\nc"})
    void aNameGoesOnWhereItsQuotesDo(String name) {
        String trace = "   817 ls       CALL  open(0x1,0)\n   817 ls       NAMI  \"" + name
                + "\"\n   817 ls       RET   open 3\n";
        Reading reading = of(TraceSystem.FREEBSD, trace.split("\n", -1));
        assertEquals(List.of(name), reading.calls().get(0).names());
        assertEquals(List.of(), reading.unparsed());
    }

    @Test
    void aRemarkBehindANameIsNoneOfIt() {
        TraceEvent.Call call = of(
                        TraceSystem.FREEBSD,
                        "   817 ls       CALL  open(0x1,0)",
                        "   817 ls       NAMI  \"/etc/x\"    <--- here",
                        "   817 ls       RET   open 3")
                .call();
        assertEquals(List.of("/etc/x"), call.names());
    }

    @Test
    void freeBsdsNamesAreRaw() {
        TraceEvent.Call call = of(
                        TraceSystem.FREEBSD,
                        "   817 ls       CALL  open(0x1,0)",
                        "   817 ls       NAMI  \"/tmp/back\\n slash, \"quotes\"",
                        "and",
                        "\tnewlines\"",
                        "   817 ls       NAMI  \"/second\"",
                        "   817 ls       RET   open 3")
                .call();
        assertEquals(List.of("/tmp/back\\n slash, \"quotes\"\nand\n\tnewlines", "/second"), call.names());
    }

    @Test
    void dataIsPassedOver() {
        Reading reading = Read.text(
                "   817 ls       CALL  write(0x1,0x600212,0x4)",
                "   817 ls       GIO   fd 1 wrote 4 bytes",
                "       \"BSD",
                "\t   817 ls       CALL  unlink(0x1)",
                "\t   817 ls       NAMI  \"/etc/passwd\"",
                "       \"",
                "       0x0000 7f45 4c46  |.ELF|",
                "   0000:  7f 45 4c 46  .ELF",
                "   817 ls       USER  9  01 02",
                "   817 ls       CSW   stop user \"wait\"",
                "   817 ls       RET   write 4");
        assertEquals("write", reading.call().name());
        assertEquals(List.of(), reading.call().names());
    }

    @Test
    void addressesStandInTheirPlace() {
        Arg unix = new Arg.Compound("{sa_family=AF_UNIX, sun_path=\"/var/run/log\"}");
        for (String record : List.of(
                "STRU  struct sockaddr { AF_UNIX, /var/run/log }",
                "STRU  struct sockaddr { AF_LOCAL, /var/run/log }",
                "MISC  mbsoname: [/var/run/log]")) {
            Reading reading = of(
                    TraceSystem.FREEBSD,
                    "   817 ls       CALL  connect(0x3,0x1000,0x6a)",
                    "   817 ls       " + record,
                    "   817 ls       RET   connect 0");
            assertEquals(unix, reading.call().args().get(1), record);
        }
        Reading openBsd = of(
                TraceSystem.OPENBSD,
                " 26458 ls       CALL  sendto(3,0x1000,0x6,0<>,0x2000,106)",
                " 26458 ls       STRU  struct sockaddr { AF_UNIX, \"/var/run/log\" }",
                " 26458 ls       RET   sendto 6");
        assertEquals(unix, openBsd.call().args().get(4));
    }

    @Test
    void argumentsOfExecveAreAnArray() {
        Arg argv = new Arg.Compound("[\"sh\", \"-c\", \"a b\"]");
        Reading freeBsd = of(
                TraceSystem.FREEBSD,
                "   817 sh       CALL  execve(0x1,0x2,0x3)",
                "   817 sh       NAMI  \"/bin/sh\"",
                "   817 sh       ARGS  \"sh\", \"-c\", \"a b\"",
                "   817 sh       RET   execve JUSTRETURN");
        Reading openBsd = of(
                TraceSystem.OPENBSD,
                " 26458 sh       CALL  execve(0x1,0x2,0x3)",
                " 26458 sh       ARGS  ",
                "\t[0] = \"sh\"",
                "\t[1] = \"-c\"",
                "\t[2] = \"a \\",
                "\tb\"",
                " 26458 sh       RET   execve 0");
        Reading netBsd = of(
                TraceSystem.NETBSD,
                "   106      1 sh       CALL  execve(0x1,0x2,0x3)",
                "   106      1 sh       ARG   \"sh\"",
                "   106      1 sh       ARG   \"-c\"",
                "   106      1 sh       ARG   \"a b\"",
                "   106      1 sh       EMUL  \"netbsd\"",
                "   106      1 sh       RET   execve JUSTRETURN");
        for (Reading reading : List.of(freeBsd, openBsd, netBsd)) {
            assertEquals(argv, reading.call().args().get(1));
            assertEquals(new Outcome.Returned(0), reading.call().outcome());
        }
    }

    @Test
    void dragonflyNumbersThreadsBehindAColon() {
        TraceEvent.Call call = Read.text(
                        "   877:2    uul      CALL  chdir(0x600234)",
                        "   877:2    uul      NAMI  \"/tmp\"",
                        "   877:2    uul      RET   chdir 0")
                .call();
        assertEquals(new Pid(877), call.pid());
        assertEquals(2, call.thread());
        assertEquals(List.of("/tmp"), call.names());
        assertEquals(
                TraceSystem.DRAGONFLY, KdumpSystem.guess(Bytes.of("   877:2    uul      CALL  chdir(0x600234)\n")));
    }

    @Test
    void blanksAtTheEndOfALineAreNoPartOfACall() {
        TraceEvent.Call call = Read.text(
                        " 35142 b2       CALL  open(0x8007e99d8,0)  ",
                        " 35142 b2       NAMI  \"/usr/ports/a\"",
                        " 35142 b2       RET   open 3  ")
                .call();
        assertEquals(List.of("/usr/ports/a"), call.names());
        assertEquals(new Outcome.Returned(3), call.outcome());
    }

    /** NetBSD: the thread's number becomes the process's. */
    @ParameterizedTest
    @ValueSource(strings = {"execve JUSTRETURN", "execve -1 errno -2 No such file or directory"})
    void anExecveReturnsInAnotherThread(String returned) {
        TraceEvent.Call call = Read.text(
                        " 13280      1 ktrace   CALL  execve(0x7f7fff542a97,0x7f7fff5424f0,0x7f7fff542500)",
                        " 13280      1 ktrace   NAMI  \"/tmp/build/node_exporter\"",
                        " 13280  13280 node_exporter EMUL  \"linux32\"",
                        " 13280  13280 node_exporter RET   " + returned)
                .call();
        assertEquals(List.of("/tmp/build/node_exporter"), call.names());
        assertEquals(new Outcome.Returned(0), call.outcome());
    }

    /** kdump | egrep 'NAMI|RET' */
    @Test
    void whatWasLookedUpBelongsToTheReturnThatFollows() {
        Reading reading = Read.text(
                " 15940 dfrs     NAMI  \"a.core\"",
                " 15940 dfrs     CALL  getpid",
                " 15940 dfrs     RET   getpid 15940",
                " 15940 dfrs     NAMI  \"/proc/self/mounts\"",
                " 15940 dfrs     RET   openat -1 errno 2 No such file or directory",
                " 15940 dfrs     RET   close 0");
        List<TraceEvent.Call> calls = reading.calls();
        assertEquals(List.of(), calls.get(0).names());
        assertEquals(List.of("/proc/self/mounts"), calls.get(1).names());
        assertEquals(new Outcome.Failed("ENOENT"), calls.get(1).outcome());
        assertEquals(List.of(), calls.get(2).names());
    }

    @Test
    void endsAndSignalsAreTold() {
        Reading reading = Read.text(
                "   817 a        PSIG  SIGCHLD caught handler=0x8000 mask=0x0 code=CLD_EXITED",
                "   817 a        CALL  exit(0x2)",
                "   818 a        PSIG  SIGSEGV SIG_DFL code=SEGV_MAPERR",
                "   818 a        NAMI  \"a.core\"",
                "   818 a        Events dropped.",
                "   819 100123 a        Events dropped.",
                "kdump: data too short");
        assertEquals(
                List.of(
                        new TraceEvent.Signalled(1, new Pid(817), "SIGCHLD"),
                        new TraceEvent.Exited(2, new Pid(817), 2),
                        new TraceEvent.Killed(3, new Pid(818), "SIGSEGV"),
                        new TraceEvent.Note(4, "looked up outside of a call: a.core"),
                        new TraceEvent.Note(5, "events were lost here"),
                        new TraceEvent.Note(6, "events were lost here"),
                        new TraceEvent.Note(7, "kdump: data too short")),
                reading.events().stream()
                        .filter(event -> !(event instanceof TraceEvent.Call))
                        .toList());
        assertEquals(new Outcome.Unknown(""), reading.call().outcome());
    }

    @Test
    void whatIsCutOrForeignIsSaid() {
        Reading reading = Read.text(
                "$ kdump",
                "   817 ls       CALL  open(0x1,",
                "   817 ls       RET   open",
                "   817 ls       PSIG  SIG",
                "   817 ls       NAMI  \"/etc/mo");
        assertEquals(
                List.of(
                        "not a line of kdump",
                        "a call without its end",
                        "a return without a result",
                        "a signal without its name",
                        "a path without its end"),
                reading.unparsed().stream().map(TraceEvent.Unparsed::reason).toList());
    }

    @Test
    void aTraceWithoutPathsIsTold() {
        Reading reading = Read.text("   817 ls CALL  open(0x1,0)", "   817 ls RET   open 3");
        assertTrue(PathRecords.areMissing(reading.events().get(1)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "OPENBSD | 26458/481234  ls       CALL  kbind(0x7f7ffffd0820,0x28,0x1)",
                "NETBSD |   106      1 ls       CALL  __stat50(0x7f7ff7a0,0x7f7fffffe4d8)",
                "MACOS |   830 perl     NAMI  \"/usr/lib/dyld\"",
                "DRAGONFLY |  12345 ls CALL  lwp_gettid",
                "FREEBSD | 12345 ls       NAMI  \"/libexec/ld-elf.so.1\"",
                "FREEBSD | 12345 ls       CALL  close(0x1)"
            })
    void itsSignsTellWhoseKdumpPrintedIt(TraceSystem system, String line) {
        assertEquals(system, KdumpSystem.guess((line + "\n").getBytes(StandardCharsets.ISO_8859_1)));
    }
}
