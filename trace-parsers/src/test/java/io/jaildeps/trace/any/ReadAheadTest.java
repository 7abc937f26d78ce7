package io.jaildeps.trace.any;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jaildeps.fixtures.Recorded;
import io.jaildeps.trace.CallFilter;
import io.jaildeps.trace.ParseSummary;
import io.jaildeps.trace.TraceEvent;
import io.jaildeps.trace.TraceFormat;
import io.jaildeps.trace.TraceParser;
import io.jaildeps.trace.strace.StraceParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReadAheadTest {
    private static final CallFilter ALL = new CallFilter.All();
    private static final int BUFFER = 1 << 18;

    /** Those of the project, and those that other people recorded, where they are. */
    static Stream<Path> captures() throws IOException {
        List<Path> all = new ArrayList<>();
        for (Path top :
                List.of(Recorded.fixture("traces"), Recorded.shared("foreign"), Recorded.shared("strace-suite-6.1"))) {
            if (Files.isDirectory(top)) {
                try (Stream<Path> files = Files.walk(top)) {
                    files.filter(Files::isRegularFile).sorted().forEach(all::add);
                }
            }
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("captures")
    void theEventsAreThoseOfTheParserItself(Path capture) throws IOException {
        byte[] trace = Files.readAllBytes(capture);
        Detected detected = Detected.of(trace);
        if (detected.format().isRead()) {
            List<TraceEvent> alone = new ArrayList<>();
            ParseSummary summary = Parsers.of(detected, ALL).parse(new ByteArrayInputStream(trace), alone::add);
            List<TraceEvent> ahead = new ArrayList<>();
            assertEquals(summary, Parsers.ofRecorded(detected, ALL).parse(new ByteArrayInputStream(trace), ahead::add));
            assertEquals(alone, ahead);
        }
    }

    @Test
    void eventsComeToTheCallersThreadAndAreReadInAnother() throws IOException {
        List<Thread> readers = new ArrayList<>();
        List<Thread> takers = new ArrayList<>();
        new ReadAhead((trace, sink) -> {
                    readers.add(Thread.currentThread());
                    return new StraceParser(ALL).parse(trace, sink);
                })
                .parse(closes(1), event -> takers.add(Thread.currentThread()));
        assertEquals(List.of(Thread.currentThread()), takers);
        assertNotSame(Thread.currentThread(), readers.get(0));
    }

    private static ByteArrayInputStream closes(int lines) {
        return new ByteArrayInputStream("1 close(3) = 0\n".repeat(lines).getBytes(StandardCharsets.ISO_8859_1));
    }

    private static ParseSummary parse(InputStream trace, Consumer<TraceEvent> sink) throws IOException {
        return Parsers.ofRecorded(Detected.as(TraceFormat.STRACE, new byte[0]), ALL)
                .parse(trace, sink);
    }

    static List<Throwable> reasons() {
        return List.of(
                new IOException("broken"), new IllegalStateException("a bug"), new OutOfMemoryError("none left"));
    }

    @ParameterizedTest
    @MethodSource("reasons")
    void whatEndsTheReadingIsThrownAfterTheEventsBeforeIt(Throwable reason) {
        List<TraceEvent> events = new ArrayList<>();
        InputStream breaking = new SequenceInputStream(closes(50_000), new Endless(() -> {
            throw reason;
        }));
        Throwable thrown = assertThrows(reason.getClass(), () -> parse(breaking, events::add));
        assertSame(reason, thrown);
        assertEquals(50_000, events.size());
    }

    @Test
    void aParserThatFailsIsNotTheEndOfTheTrace() {
        IllegalStateException bug = new IllegalStateException("a bug");
        TraceParser failing = (trace, sink) -> {
            throw bug;
        };
        assertSame(
                bug,
                assertThrows(IllegalStateException.class, () -> new ReadAhead(failing).parse(closes(1), event -> {})));
    }

    @Test
    void theReaderWaitsForWhoIsSlow() throws IOException {
        AtomicInteger given = new AtomicInteger();
        int size = 40 * BUFFER;
        Endless counted = new Endless(() -> {
            return given.addAndGet(BUFFER) <= size;
        });
        List<Integer> ahead = new ArrayList<>();
        parse(counted, event -> {
            if (event.line() == 1) {
                // it has had the time to read all when it waits
                while (counted.reader.getState() != Thread.State.WAITING) {
                    Thread.onSpinWait();
                }
                ahead.add(given.get());
            }
        });
        assertEquals(1, ahead.size());
        assertTrue(ahead.get(0) <= (Handover.MOST + 2) * BUFFER, ahead.toString());
        assertTrue(given.get() > size);
    }

    @Test
    void whatHasComeThroughAPipeDoesNotWaitForMore() throws IOException {
        BlockingQueue<String> pipe = new LinkedBlockingQueue<>(List.of("1 close(3) = 0\n"));
        List<Long> lines = new ArrayList<>();
        parse(new Pipe(pipe), event -> {
            lines.add(event.line());
            pipe.add(event.line() < 3 ? "1 close(4) = 0\n" : "");
        });
        assertEquals(List.of(1L, 2L, 3L), lines);
    }

    /** Waits for what is to come; what is empty is the end. */
    private static final class Pipe extends InputStream {
        private final BlockingQueue<String> lines;

        Pipe(BlockingQueue<String> lines) {
            this.lines = lines;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read(byte[] b, int from, int length) throws IOException {
            try {
                byte[] line = lines.take().getBytes(StandardCharsets.ISO_8859_1);
                System.arraycopy(line, 0, b, from, line.length);
                return line.length == 0 ? -1 : line.length;
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
    }

    @Test
    void whoThrowsAtAnEventEndsTheReadingThread() throws InterruptedException {
        Endless endless = new Endless(() -> true);
        IllegalStateException enough = new IllegalStateException("enough");
        assertSame(
                enough,
                assertThrows(
                        IllegalStateException.class,
                        () -> parse(endless, event -> {
                            throw enough;
                        })));
        assertNotSame(Thread.currentThread(), endless.reader);
        endless.reader.join(60_000);
        assertFalse(endless.reader.isAlive());
    }

    /** Lines of strace, a buffer at a time, as long as there is more. */
    private static final class Endless extends InputStream {
        private interface More {
            boolean isThere() throws Throwable;
        }

        private static final byte[] LINES =
                "1 close(3) = 0\n".repeat(BUFFER / 15 + 1).getBytes(StandardCharsets.ISO_8859_1);

        private final More more;
        private int at;
        /** Who read last. */
        private volatile Thread reader = Thread.currentThread();

        Endless(More more) {
            this.more = more;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0];
        }

        @Override
        public int read(byte[] b, int from, int length) throws IOException {
            reader = Thread.currentThread();
            try {
                if (!more.isThere()) {
                    return -1;
                }
            } catch (IOException | RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new AssertionError(e);
            }
            int taken = Math.min(Math.min(length, BUFFER), LINES.length - at);
            System.arraycopy(LINES, at, b, from, taken);
            at = (at + taken) % LINES.length;
            return taken;
        }
    }
}
