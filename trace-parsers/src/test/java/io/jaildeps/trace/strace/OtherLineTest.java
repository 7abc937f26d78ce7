package io.jaildeps.trace.strace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jaildeps.trace.ParseSummary;
import io.jaildeps.trace.Pid;
import io.jaildeps.trace.Reading;
import io.jaildeps.trace.TraceEvent;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines that are no calls. */
class OtherLineTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7 --- SIGCHLD {si_signo=SIGCHLD, si_code=CLD_EXITED, si_pid=8} --- | SIGCHLD",
                "7 --- SIGCHLD (Child exited) --- | SIGCHLD",
                "7 --- SIGCHLD (Child exited) @ 0 (0) --- | SIGCHLD",
                "7 --- {si_signo=SIGSEGV, si_code=SEGV_MAPERR, si_addr=0} (Segmentation fault) --- | SIGSEGV",
                "7 14:50:52 --- SIGRT_1 {si_signo=SIGRT_1} --- | SIGRT_1",
            })
    void aSignalHasItsName(String line, String signal) {
        assertEquals(
                List.of(new TraceEvent.Signalled(1, new Pid(7), signal)),
                Read.of(line).events());
    }

    @Test
    void theEndOfAThreadIsToldApart() {
        assertEquals(
                List.of(
                        new TraceEvent.Exited(1, new Pid(7), 127),
                        new TraceEvent.Killed(2, new Pid(8), "SIGSEGV"),
                        new TraceEvent.Superseded(3, new Pid(9), new Pid(10))),
                Read.of(
                                "7 +++ exited with 127 +++",
                                "8 +++ killed by SIGSEGV (core dumped) +++",
                                "9 +++ superseded by execve in pid 10 +++")
                        .events());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "strace: Process 32350 attached",
                "/usr/bin/strace: Process 15 detached",
                "Process 1830 attached with 4 threads - interrupt to quit",
                "Process 1830 attached - interrupt to quit",
                "Process 1830 suspended",
                "Process 1830 resumed (parent 1829 ready)",
                "strace: deprecated option -F ignored",
                "[ Process PID=31 runs in 32 bit mode. ]",
                "--- stopped by SIGSTOP ---",
            })
    void whatStraceSaysAboutItselfIsANote(String line) {
        assertEquals(List.of(new TraceEvent.Note(1, line)), Read.of(line).events());
    }

    @Test
    void stacksDumpsAndTablesAreReadAndPassedOver() {
        Reading reading = Read.of(
                "read(3, \"\\177ELF\", 4) = 4",
                " | 00000  7f 45 4c 46                                       .ELF             |",
                " > /usr/lib/x86_64-linux-gnu/libc.so.6(__open64+0x51) [0xf8011]",
                "close(3) = 0",
                "% time     seconds  usecs/call     calls    errors syscall",
                "------ ----------- ----------- --------- --------- ------------------",
                " 71.65    0.020056        3342         6         1 wait4",
                "  4.24    0.001186          25        47           mmap",
                "100.00    0.027992          67       412        68 total",
                "System call usage summary for 32 bit mode:",
                "% time     seconds  usecs/call     calls    errors syscall",
                "100.00    0.027992          67       412        68 total",
                "close(4) = 0");
        assertEquals(new ParseSummary(13, 3, 0, 0), reading.summary());
        assertEquals(3, reading.all(TraceEvent.Note.class).size());
    }

    @Test
    void anythingElseIsUnparsedAndCountedButABlankLineIsNothing() {
        Reading reading = Read.of("$ strace ls", "", "close(3) = 0", "README", "x".repeat(300));
        assertEquals(new ParseSummary(5, 1, 0, 3), reading.summary());
        assertEquals(
                new TraceEvent.Unparsed(1, "$ strace ls", "not a line of strace"),
                reading.unparsed().get(0));
        assertEquals(200, reading.unparsed().get(2).text().length());
    }

    @Test
    void anOverlongLineIsUnparsedAndTheNextOneIsRead() {
        Reading reading = Read.of("write(1, \"" + "x".repeat(3 << 20) + "\", 3) = 3", "close(3) = 0");
        assertEquals("longer than 1 MiB", reading.unparsed().get(0).reason());
        assertEquals(new ParseSummary(2, 1, 0, 1), reading.summary());
        assertEquals(2, reading.calls().get(0).line());
    }

    @Test
    void aLineOfUpToOneMebibyteIsRead() {
        assertEquals(
                3,
                Read.of("write(1, \"" + "x".repeat(1_000_000) + "\", 3) = 3")
                        .call()
                        .args()
                        .size());
    }

    @Test
    void anEmptyTraceHasNothing() {
        assertEquals(
                new ParseSummary(0, 0, 0, 0),
                Read.ofBytes(Reading.ALL, new byte[0]).summary());
    }

    @Test
    void theFirstThreadKeepsItsNameWhenItGetsANumber() {
        Reading reading = Read.of(
                "clone(child_stack=NULL, flags=SIGCHLD) = 11",
                "strace: Process 11 attached",
                "[pid    10] wait4(11,  <unfinished ...>",
                "[pid    11] exit_group(0) = ?",
                "[pid    11] +++ exited with 0 +++",
                "<... wait4 resumed>NULL, 0, NULL) = 11",
                "+++ exited with 0 +++");
        assertEquals(
                List.of(Pid.UNNAMED, new Pid(11), Pid.UNNAMED),
                reading.calls().stream().map(TraceEvent.Call::pid).toList());
        assertTrue(reading.events().contains(new TraceEvent.Exited(7, Pid.UNNAMED, 0)));
    }

    @Test
    void whatNoProcessCanBeNumberedIsNotBorn() {
        for (String number : List.of("0x7efcd6167000", "4194305")) {
            Reading reading = Read.of("10 clone3({flags=CLONE_VM}, 88) = " + number, "_exit(42) = ?");
            assertEquals(
                    List.of(new Pid(10), Pid.UNNAMED),
                    reading.calls().stream().map(TraceEvent.Call::pid).toList());
        }
    }

    @Test
    void theLastSurvivorsLinesAreItsOwnThoughTheyHaveNoNumber() {
        Reading reading = Read.of(
                "clone(child_stack=NULL, flags=SIGCHLD) = 11",
                "[pid    11] close(3) = 0",
                "[pid    10] +++ exited with 0 +++",
                "close(4) = 0");
        assertEquals(
                List.of(Pid.UNNAMED, new Pid(11), new Pid(11)),
                reading.calls().stream().map(TraceEvent.Call::pid).toList());
    }

    @Test
    void aChildThatSpeaksBeforeItsMakersCallReturnsIsNotTakenForItsMaker() {
        Reading reading = Read.of(
                "vfork( <unfinished ...>",
                "[pid    11] execve(\"/bin/true\", [\"true\"], 0x7f /* 1 var */ <unfinished ...>",
                "[pid    10] <... vfork resumed>) = 11",
                "[pid    11] <... execve resumed>) = 0");
        assertEquals(
                List.of("0 vfork", "11 execve"),
                reading.calls().stream()
                        .map(call -> call.pid() + " " + call.name())
                        .toList());
        assertEquals(1, reading.calls().get(0).line());
    }

    @Test
    void rowsOfVectorsAreDumpsToo() {
        Reading reading = Read.of(
                "7 sendmmsg(3, [{msg_hdr={msg_name=NULL}, msg_len=2}], 1, 0) = 1",
                " = 1 buffers in vector 0",
                " * 2 bytes in buffer 0",
                " | 00000  68 69                                             hi               |",
                " = 105 buffers in vector 1",
                " = 1 buffer too many");
        assertEquals(new ParseSummary(6, 1, 0, 1), reading.summary());
        assertEquals(" = 1 buffer too many", reading.unparsed().get(0).text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/*", "//", "// ", "/* "})
    void somebodyMayHaveBegunACommentInFrontOfAnEvent(String comment) {
        Reading reading = Read.of(comment + "7 close(3) = 0", "7 close(4) = 0", "*/");
        assertEquals(List.of(), reading.unparsed());
        assertEquals(2, reading.events().size());
        assertEquals(
                1,
                Read.of(comment + comment + comment + "and no event").unparsed().size());
    }

    // QEMU's user mode
    @Test
    void aCallThatDoesNotComeBackMayHaveNoResult() {
        Reading reading = Read.of(
                "15107 fork() = 15109",
                "15107 exit(0)",
                "15107 open(\"/dev/nvram\",O_RDWR) = 3",
                "15109 exit_group(1)");
        assertEquals(List.of(), reading.unparsed());
        assertEquals(
                List.of("fork", "exit", "open", "exit_group"),
                reading.all(TraceEvent.Call.class).stream()
                        .map(TraceEvent.Call::name)
                        .toList());
    }

    @Test
    void aNumberOnALineOfItsOwnIsWhoseTheNextLineIs() {
        Reading reading = Read.of(
                "7 close(1) = 0", "8", "close(2) = 0", "8 ", "12:00:00.5 close(3) = 0", "9", "7 close(4) = 0", "10");
        assertEquals(
                List.of(7, 8, 8, 7),
                reading.all(TraceEvent.Call.class).stream()
                        .map(call -> call.pid().number())
                        .toList());
        assertEquals(
                List.of(6L, 8L),
                reading.unparsed().stream().map(TraceEvent.Unparsed::line).toList());
        // the program printed it
        assertEquals(
                List.of(0, 0),
                Read.of("close(1) = 0", "8", "close(2) = 0").all(TraceEvent.Call.class).stream()
                        .map(call -> call.pid().number())
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "    calls syscall",
                "% time  wall-total wall-min wall-max    wall-avg     calls    errors syscall",
                "% time shortest syscall",
            })
    void aTableMayHaveAnyColumns(String heading) {
        Reading reading = Read.of(
                "close(3) = 0",
                heading,
                "--------- ----------------",
                "        2 chdir",
                "        1 close",
                "--------- ----------------",
                "        3 total",
                "close(4) = 0");
        assertEquals(List.of(), reading.unparsed());
        assertEquals(2, reading.all(TraceEvent.Call.class).size());
    }

    @Test
    void aLineOfOneColumnBeginsNoTable() {
        assertEquals(2, Read.of("close(3) = 0", "syscall", "2 chdir").unparsed().size());
    }

    @Test
    void whatStraceSaysOfMemoryAndOfVirtualProcessorsIsPassedOver() {
        Reading reading = Read.of(
                "ioctl(5, KVM_RUN, 0) = 0",
                " VCPU:0< {request_interrupt_window=0, immediate_exit=0, exit_reason=2 /* KVM_EXIT_IO */}",
                "read(0, 0x7f57d96c2000, 1) = -1 EFAULT (Bad address)",
                " | <Cannot fetch 1 byte from pid 19929 @0x7f57d96c2000>");
        assertEquals(List.of(), reading.unparsed());
        assertEquals(2, reading.events().size());
    }
}
