package io.jaildeps.trace.ktrace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jaildeps.fixtures.Recorded;
import io.jaildeps.trace.Outcome;
import io.jaildeps.trace.Reading;
import io.jaildeps.trace.TraceEvent;
import io.jaildeps.trace.TraceSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same program on four systems, as its author published the dumps. */
class KdumpCaptureTest {
    @ParameterizedTest
    @CsvSource({
        "freebsd, FREEBSD, 15, 817",
        "dragonfly, DRAGONFLY, 15, 810",
        "netbsd, NETBSD, 16, 106",
        "openbsd, OPENBSD, 17, 26458"
    })
    void everyLineIsRead(String name, TraceSystem system, int lines, int pid) {
        Path file = Recorded.shared("foreign/kdump").resolve(name + "-sixnix.txt");
        assumeTrue(Files.exists(file), "no recorded traces of other people here");
        byte[] text = Read.bytes(file);
        Reading reading = Read.text(text);
        assertEquals(system, KdumpSystem.guess(text));
        assertEquals(List.of(), reading.unparsed());
        assertEquals(lines, reading.summary().lines());
        assertEquals(
                List.of("ktrace", "execve", "close", "chdir", "write", "exit"),
                reading.calls().stream().map(TraceEvent.Call::name).toList());
        TraceEvent.Call execve = reading.calls().get(1);
        TraceEvent.Call chdir = reading.calls().get(3);
        assertEquals(List.of(system == TraceSystem.OPENBSD ? "/tmp/sixnix" : "./sixnix"), execve.names());
        assertEquals(new Outcome.Returned(0), execve.outcome());
        assertEquals(List.of("/system"), chdir.names());
        assertEquals(new Outcome.Failed("ENOENT"), chdir.outcome());
        assertEquals(pid, chdir.pid().number());
        assertEquals(0x45, reading.all(TraceEvent.Exited.class).get(0).status());
    }
}
