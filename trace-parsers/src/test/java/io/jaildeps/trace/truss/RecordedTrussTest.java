package io.jaildeps.trace.truss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jaildeps.fixtures.Recorded;
import io.jaildeps.trace.Arg;
import io.jaildeps.trace.ParseSummary;
import io.jaildeps.trace.Reading;
import io.jaildeps.trace.TraceEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Traces that other people recorded; docs/trace-formats.md tells the counts. */
class RecordedTrussTest {
    @Test
    void aServersTraceOnFreebsdIsReadToItsLastLine() {
        Reading reading = Reading.ofFile(new FreebsdTrussParser(Reading.ALL), file("freebsd-truss/rant-server.txt"));
        assertEquals(List.of(), reading.unparsed());
        assertEquals(new ParseSummary(5006, 4935, 0, 0), reading.summary());
        assertEquals(60, reading.all(TraceEvent.Signalled.class).size());
        assertEquals(10, reading.all(TraceEvent.Note.class).size());
        assertEquals(1, reading.all(TraceEvent.Killed.class).size());
    }

    @Test
    void aTraceOnIllumosIsReadButForTheProgramsOutput() {
        Reading reading =
                Reading.ofFile(new SolarisTrussParser(Reading.ALL), file("solaris-truss/openindiana-sixnix.txt"));
        assertEquals(List.of(new TraceEvent.Unparsed(4, "SunOS", "not a line of truss")), reading.unparsed());
        assertEquals(new ParseSummary(6, 5, 0, 1), reading.summary());
        assertEquals(1, reading.all(TraceEvent.Exited.class).size());
    }

    @Test
    void aTraceInAPerlTestIsReadButForThePerl() {
        Reading reading = Reading.ofFile(new SolarisTrussParser(Reading.ALL), file("solaris-truss/sys-trace-05.txt"));
        assertEquals(new ParseSummary(87, 67, 0, 13), reading.summary());
        assertEquals(
                List.of(),
                reading.unparsed().stream().filter(e -> e.line() > 19).toList());
        assertEquals(
                List.of("/usr/lib/ld.so.1", "/lib/ld.so.1"),
                reading.calls().get(1).args().stream()
                        .filter(Arg.Text.class::isInstance)
                        .map(arg -> ((Arg.Text) arg).bytes())
                        .toList());
    }

    private static Path file(String name) {
        Path file = Recorded.shared("foreign/" + name);
        assumeTrue(Files.isRegularFile(file), "no recorded traces of other people here");
        return file;
    }
}
