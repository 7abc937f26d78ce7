package io.jaildeps.trace.truss;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jaildeps.trace.Arg;
import io.jaildeps.trace.Fd;
import io.jaildeps.trace.Outcome;
import io.jaildeps.trace.Pid;
import io.jaildeps.trace.Reading;
import io.jaildeps.trace.TraceEvent;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AixLineTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'close(3)                                        = 0'| 0| 0",
                "'56361298: close(3)  = 0'| 56361298| 56361298",
                "'56361298: 83624347: close(3)  = 0'| 56361298| 83624347",
                "'56361298:\t83624347:\tclose(3)  = 0'| 56361298| 83624347",
                "'0.0049:        close(3)  = 0'| 0| 0",
                "'56361298: 83624347: 0.0049: 0.0001: close(3)  = 0'| 56361298| 83624347",
            })
    void everyPrefixIsRead(String line, int pid, long thread) {
        TraceEvent.Call call = Read.aix(line).call();
        assertEquals(new Pid(pid), call.pid());
        assertEquals(thread, call.thread());
        assertEquals(List.of(new Arg.Word("3")), call.args());
        assertEquals(new Outcome.Returned(0), call.outcome());
    }

    @Test
    void aTraceOfAProgramThatIsLookedForIsRead() {
        Reading reading = Read.aix(
                "Mon Jun 28 09:14:20 2010",
                "execve(\"/opt/freeware/bin/hello.bin\", 0x2FF22B84, 0x20016D28) Err#2  ENOENT",
                "execve(\"./hello.bin\", 0x2FF22B84, 0x20016D28)    argc: 1",
                "read_sysconfig(0xF05C59F8, 0x00000018, 0xFFFFFFF4, 0x10000000) = 0x00000000",
                "__loadx(0x0A040000, 0xD052FE94, 0x00000088, 0x20008744, 0x00000041) = 0xF03E0004",
                "thread_init(0x0000000000000000, 0x00000000D050F6A0) =",
                "sbrk(0x00000000)                                = 0x20012D00",
                "smcr_procattr(0, 1, 0x2FF22958)                 Err#109 ENOSYS",
                "statx(\"/home/x\", 0x0FFFFFFFFFFFD7D0, 176, 01) = 0",
                "kopen(\"/home/x/package.json\", 040000000) Err#2  ENOENT",
                "kwrite(1, \" h i\\n\", 3)                          = 3",
                "openat(-2, \"x\", O_RDONLY)                       = 3",
                "    Received signal #14, SIGALRM [caught]",
                "ksetcontext_sigreturn(0x2FF22A00, 0x00000000, 0x00000000)",
                "_exit(1)",
                "truss: 0915-007 Lost control of process.");
        assertEquals(List.of(), reading.unparsed());
        assertEquals(13, reading.calls().size());
        assertEquals(
                List.of(
                        "Failed[errno=ENOENT]",
                        "Returned[value=0, path=]",
                        "Returned[value=0, path=]",
                        "Returned[value=4030595076, path=]",
                        "Unknown[reason=]",
                        "Returned[value=536947968, path=]",
                        "Failed[errno=ENOSYS]",
                        "Returned[value=0, path=]",
                        "Failed[errno=ENOENT]",
                        "Returned[value=3, path=]",
                        "Returned[value=3, path=]",
                        "Unknown[reason=]",
                        "Unknown[reason=]"),
                reading.calls().stream().map(call -> call.outcome().toString()).toList());
        assertEquals(new Arg.Text("hi\n", false), reading.calls().get(9).args().get(1));
        assertEquals(
                new Arg.Descriptor(Fd.AT_FDCWD, "", false),
                reading.calls().get(10).args().get(0));
        assertEquals(List.of(new TraceEvent.Exited(15, Pid.UNNAMED, 1)), reading.all(TraceEvent.Exited.class));
        assertEquals(2, reading.all(TraceEvent.Note.class).size());
    }

    @Test
    void theChildsReturnFromAForkSaysNothingOfItsParent() {
        Reading reading = Read.aix(
                "8192196: 11: kfork()                              = 12845268",
                "12845268: 12: kfork()         (returning as child ...) = 0");
        assertEquals(
                List.of(new Outcome.Returned(12845268), new Outcome.Returned(0)),
                reading.calls().stream().map(TraceEvent.Call::outcome).toList());
        assertEquals(new Pid(12845268), reading.calls().get(1).pid());
    }
}
