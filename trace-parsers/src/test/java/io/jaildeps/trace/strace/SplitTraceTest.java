package io.jaildeps.trace.strace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jaildeps.fixtures.Recorded;
import io.jaildeps.trace.CallFilter;
import io.jaildeps.trace.TraceEvent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two threads read what one reads, wherever the trace is cut. */
class SplitTraceTest {
    private static final CallFilter SOME = new CallFilter.Only(
            Set.of("openat", "execve", "clone", "vfork", "readlink", "newfstatat"), Set.of("newfstatat"));

    private static final byte[] INTERRUPTED = """
            1 execve("/bin/sh", ["sh"], 0x7ffc /* 3 vars */) = 0
            1 openat(AT_FDCWD, "/etc/passwd", O_RDONLY <unfinished ...>
            2 openat(AT_FDCWD, "/etc/group", O_RDONLY <unfinished ...>
            3 read(3, "a) = 1", 4096) = 6
            2 <... openat resumed>) = 4
            1 <... openat resumed>) = 3
            1 vfork(strace: Process 4 attached
             <unfinished ...>
            4 execve("/bin/true", ["true"], 0x7ffc /* 3 vars */ <unfinished ...>
            1 <... vfork resumed>) = 4
            4 <... execve resumed>) = 0
            3 execve("/bin/id", ["id"], 0x7ffc /* 3 vars */ <unfinished ...>
            1 +++ superseded by execve in pid 3 +++
            1 <... execve resumed>) = 0
            4 readlink("/x", 0x7ffc, 10) = -1 EINVAL (Invalid argument)
            4 write(1, "ok
            4 close(3) = 0
            % time     seconds  usecs/call     calls    errors syscall
            100.00    0.000012          12         1           total
            \u001b[32m4 close\u001b[0m(5) = 0
            4 openat(AT_FDCWD, "/last", O_RDONLY""".getBytes(StandardCharsets.ISO_8859_1);

    static Stream<Path> captures() throws IOException {
        List<Path> all = new ArrayList<>();
        for (String folder : List.of("traces/own-strace61", "traces/services")) {
            try (Stream<Path> files = Files.list(Recorded.fixture(folder))) {
                files.filter(file -> file.toString().endsWith(".txt")).sorted().forEach(all::add);
            }
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("captures")
    void aRecordedTraceHasTheSameEventsInPiecesOfAnySize(Path capture) throws IOException {
        byte[] trace = Files.readAllBytes(capture);
        Reading whole = Reading.ofBytes(Reading.ALL, trace);
        Reading some = Reading.ofBytes(SOME, trace);
        for (int bytes : new int[] {1, 99, 1009, 10_007, 100_003}) {
            assertEquals(whole, Reading.inPieces(Reading.ALL, trace, bytes), bytes + " bytes a piece");
            assertEquals(some, Reading.inPieces(SOME, trace, bytes), bytes + " bytes a piece");
        }
    }

    @Test
    void aCallMayResumeInAnotherPieceWhereverTheBorderIs() throws IOException {
        Reading whole = Reading.ofBytes(Reading.ALL, INTERRUPTED);
        assertTrue(whole.calls().size() > 8, whole.toString());
        for (int border = 1; border < INTERRUPTED.length; border++) {
            List<TraceEvent> events = new ArrayList<>();
            InputStream cut = new SequenceInputStream(
                    new ByteArrayInputStream(INTERRUPTED, 0, border),
                    new ByteArrayInputStream(INTERRUPTED, border, INTERRUPTED.length - border));
            assertEquals(whole.summary(), new SplitStraceParser(Reading.ALL).parse(cut, events::add));
            assertEquals(whole.events(), events, "border behind byte " + border);
        }
    }

    @Test
    void manyLinesGiveTheSameEventsWhenReadAtFullSpeed() {
        byte[] trace = new String(INTERRUPTED, StandardCharsets.ISO_8859_1)
                .replaceAll("(?s)% time.*", "")
                .repeat(5000)
                .getBytes(StandardCharsets.ISO_8859_1);
        assertTrue(trace.length > 8 * PieceReader.PIECE_BYTES);
        assertEquals(
                Reading.ofBytes(Reading.ALL, trace), Reading.inPieces(Reading.ALL, trace, PieceReader.PIECE_BYTES));
    }

    @Test
    void aLineThatIsTooLongIsPassedOverAndWhatFollowsIsRead() {
        String trace = "1 close(3) = 0\n1 close(4) = 0\n1 write(1, \"" + "x".repeat(5 << 20)
                + "\", 9) = 9\n1 openat(AT_FDCWD, \"/a\", O_RDONLY) = 3\n";
        byte[] bytes = trace.getBytes(StandardCharsets.ISO_8859_1);
        Reading whole = Reading.ofBytes(Reading.ALL, bytes);
        assertEquals(1, whole.unparsed().size());
        assertEquals(whole, Reading.inPieces(Reading.ALL, bytes, 20));
        assertEquals(whole, Reading.inPieces(Reading.ALL, bytes, 1 << 16));
    }

    @Test
    void whatWasReadBeforeTheStreamBrokeIsDelivered() {
        IOException broken = new IOException("broken");
        List<TraceEvent> events = new ArrayList<>();
        IOException thrown = assertThrows(
                IOException.class,
                () -> new SplitStraceParser(Reading.ALL).parse(breaking(INTERRUPTED, broken), events::add));
        assertSame(broken, thrown);
        List<TraceEvent> sequential = new ArrayList<>();
        assertThrows(
                IOException.class,
                () -> new StraceParser(Reading.ALL).parse(breaking(INTERRUPTED, broken), sequential::add));
        assertEquals(sequential, events);
        assertFalse(events.isEmpty());
    }

    private static InputStream breaking(byte[] beginning, IOException failure) {
        return new SequenceInputStream(new ByteArrayInputStream(beginning), new InputStream() {
            @Override
            public int read() throws IOException {
                throw failure;
            }

            @Override
            public int read(byte[] b, int off, int len) throws IOException {
                throw failure;
            }
        });
    }

    @Test
    void whoThrowsAtAnEventEndsTheReadingThread() throws InterruptedException {
        byte[] line = "1 close(3) = 0\n".getBytes(StandardCharsets.ISO_8859_1);
        Thread[] reader = new Thread[1];
        InputStream endless = new InputStream() {
            private int at;

            @Override
            public int read() {
                return line[at++ % line.length];
            }

            @Override
            public int read(byte[] b, int off, int len) {
                reader[0] = Thread.currentThread();
                for (int i = 0; i < len; i++) {
                    b[off + i] = (byte) read();
                    at %= line.length;
                }
                return len;
            }
        };
        IllegalStateException enough = new IllegalStateException("enough");
        IllegalStateException thrown = assertThrows(
                IllegalStateException.class,
                () -> new SplitStraceParser(Reading.ALL).parse(endless, event -> {
                    if (event.line() == 100_000) {
                        throw enough;
                    }
                }));
        assertSame(enough, thrown);
        assertFalse(reader[0] == Thread.currentThread());
        reader[0].join(60_000);
        assertFalse(reader[0].isAlive());
    }
}
