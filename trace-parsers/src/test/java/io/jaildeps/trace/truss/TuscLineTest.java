package io.jaildeps.trace.truss;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jaildeps.trace.Arg;
import io.jaildeps.trace.Outcome;
import io.jaildeps.trace.Pid;
import io.jaildeps.trace.Reading;
import io.jaildeps.trace.TraceEvent;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TuscLineTest {
    @Test
    void aFailedOpenIsRead() {
        assertEquals(
                new TraceEvent.Call(
                        1,
                        Pid.UNNAMED,
                        0,
                        "open",
                        List.of(
                                new Arg.Text("/usr/lib/libstd_v2.so.1", false),
                                new Arg.Word("O_RDONLY|0x800"),
                                new Arg.Word("0")),
                        List.of(),
                        new Outcome.Failed("ENOENT"),
                        false),
                Read.tusc("open(\"/usr/lib/libstd_v2.so.1\", O_RDONLY|0x800, 0) ............ ERR#2 ENOENT")
                        .call());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'close(3) ...................................... = 0'| 0| 0",
                "'close(3) . = 0'| 0| 0",
                "'close(3) = 0'| 0| 0",
                "'[4211] close(3) .... = 0'| 4211| 4211",
                "'{5017} close(3) .... = 0'| 0| 5017",
                "'[4211]{5017} close(3) .... = 0'| 4211| 5017",
                "'[4211]{5017}<0.000123> close(3) .... = 0'| 4211| 5017",
                "'[4211] {5017} [ls] close(3) .... = 0'| 4211| 5017",
                "'14:50:52.123456 [4211] close(3) .... = 0'| 4211| 4211",
                "'4211:   close(3) .... = 0'| 4211| 4211",
            })
    void everyPrefixIsRead(String line, int pid, long thread) {
        TraceEvent.Call call = Read.tusc(line).call();
        assertEquals(new Pid(pid), call.pid());
        assertEquals(thread, call.thread());
        assertEquals("close", call.name());
        assertEquals(List.of(new Arg.Word("3")), call.args());
        assertEquals(new Outcome.Returned(0), call.outcome());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "execve(\"/usr/bin/ls\", 0x7f7f0680, 0x7f7f0688) .... = 0 [32-bit]",
                "execve(\"/usr/bin/ls\", 0x7f7f0680, 0x7f7f0688) .... = 0 [64-bit]",
                "execve(\"/usr/bin/ls\", 0x7f7f0680, 0x7f7f0688) = 0",
            })
    void anExecIsRead(String line) {
        assertEquals(List.of("/usr/bin/ls"), Read.tusc(line).texts());
        assertEquals(new Outcome.Returned(0), Read.tusc(line).call().outcome());
    }

    @Test
    void namesAreUnescaped() {
        expectName("/tmp/a ....", "open(\"/tmp/a ....\", 0, 0) .... = 3");
        expectName("/tmp/a) .... = 3", "open(\"/tmp/a) .... = 3\", 0, 0) .... = 3");
        expectName("/tmp/a\nb", "open(\"/tmp/a\\012b\", 0, 0) .... = 3");
        expectName("/tmp/a\"b", "open(\"/tmp/a\\\"b\", 0, 0) .... = 3");
        expectName("/tmp/a, b", "open(\"/tmp/a, b\", 0, 0) .... = 3");
    }

    private static void expectName(String name, String line) {
        assertEquals(List.of(name), Read.tusc(line).texts(), line);
    }

    @Test
    void whatIsNoCallIsTold() {
        Reading reading = Read.tusc(
                "( Attached to process 4211 (\"ls\") [32-bit] )",
                "[4211] read(0, 0x40001000, 1024) ............ [sleeping]",
                "[4211] Received signal 18, SIGCLD, in read(), [caught]",
                "[4211]   Siginfo: si_code: CLD_EXITED",
                "[4211] fork() ............................... = 4212",
                "[4212] fork() (returning as child ...) ...... = 4211",
                "[4212] exit(3) .............................. WIFEXITED(3)",
                "[4211] read(0, \"x\", 1024) ................. = 1",
                "( Detaching from process 4211 (\"ls\") )");
        assertEquals(List.of(), reading.unparsed());
        assertEquals(
                List.of("fork", "exit", "read"),
                reading.calls().stream().map(TraceEvent.Call::name).toList());
        assertEquals(new Pid(4211), reading.calls().get(0).pid());
        assertEquals(
                List.of(new TraceEvent.Signalled(3, new Pid(4211), "SIGCLD")), reading.all(TraceEvent.Signalled.class));
        assertEquals(List.of(new TraceEvent.Exited(7, new Pid(4212), 3)), reading.all(TraceEvent.Exited.class));
    }

    @Test
    void theProgramsOutputIsNoCall() {
        Reading reading = Read.tusc("total 12", "close(3) .... = 0", "done (ok)");
        assertEquals(1, reading.calls().size());
        assertEquals(2, reading.unparsed().size());
    }
}
