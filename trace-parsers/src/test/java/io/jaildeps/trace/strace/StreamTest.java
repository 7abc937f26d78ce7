package io.jaildeps.trace.strace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jaildeps.fixtures.Recorded;
import io.jaildeps.trace.LineSource;
import io.jaildeps.trace.ParseSummary;
import io.jaildeps.trace.Reading;
import io.jaildeps.trace.TraceEvent;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the bytes arrive makes no difference. */
class StreamTest {
    @ParameterizedTest
    @ValueSource(strings = {"f.txt", "f-yy.txt", "stderr-f.txt", "stderr-f-tt-T-yy.txt", "f-C.txt", "f-rwx.txt"})
    void aByteAtATimeGivesTheSameEvents(String name) throws IOException {
        byte[] trace = Files.readAllBytes(Recorded.fixture("traces/own-strace61/" + name));
        InputStream slow = new FilterInputStream(new ByteArrayInputStream(trace)) {
            @Override
            public int read(byte[] b, int off, int len) throws IOException {
                return super.read(b, off, Math.min(1, len));
            }
        };
        assertEquals(Read.ofBytes(Reading.ALL, trace), Read.ofStream(Reading.ALL, slow));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1, 300_000, 4 << 20})
    void aLineIsTooLongOrNotHoweverItArrives(int beyond) {
        String before = "write(1, \"";
        String after = "\", 9) = 9";
        String data = "x".repeat(LineSource.LONGEST + beyond - before.length() - after.length());
        byte[] trace =
                ("close(3) = 0\n" + before + data + after + "\nclose(4) = 0").getBytes(StandardCharsets.ISO_8859_1);
        Reading whole = Read.ofBytes(Reading.ALL, trace);
        assertEquals(beyond > 0 ? 1 : 0, whole.unparsed().size());
        assertEquals(beyond > 0 ? 2 : 3, whole.calls().size());
        for (int piece : new int[] {1000, 77_777, 1 << 20}) {
            InputStream slow = new FilterInputStream(new ByteArrayInputStream(trace)) {
                @Override
                public int read(byte[] b, int off, int len) throws IOException {
                    return super.read(b, off, Math.min(piece, len));
                }
            };
            assertEquals(whole, Read.ofStream(Reading.ALL, slow));
        }
    }

    @Test
    void aLineIsDeliveredAsSoonAsItsNewlineIsThere() {
        List<TraceEvent> events = new ArrayList<>();
        List<Integer> delivered = new ArrayList<>();
        byte[] trace = "close(3) = 0\nclose(4) = 0\nclose(5)".getBytes(StandardCharsets.ISO_8859_1);
        InputStream growing = new InputStream() {
            private int next;

            @Override
            public int read() {
                throw new UnsupportedOperationException();
            }

            @Override
            public int read(byte[] b, int off, int len) {
                delivered.add(events.size());
                if (next == trace.length) {
                    return -1;
                }
                b[off] = trace[next++];
                return 1;
            }
        };
        try {
            new StraceParser(Reading.ALL).parse(growing, events::add);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        int firstLine = "close(3) = 0\n".length();
        assertEquals(0, delivered.get(firstLine - 1));
        assertEquals(1, delivered.get(firstLine));
        assertEquals(2, delivered.get(2 * firstLine));
    }

    /** Repeats a trace of two threads without ever holding more of it than one copy. */
    @Test
    void memoryDoesNotGrowWithTheTrace() throws IOException {
        byte[] part = """
                1 openat(AT_FDCWD, "/etc/passwd", O_RDONLY) = 3
                1 read(3,  <unfinished ...>
                2 mmap(NULL, 8192, PROT_READ, MAP_PRIVATE, -1, 0) = 0x7faf9c321000
                1 <... read resumed>"127.0.0.1 localhost\\n"..., 4096) = 49
                """.getBytes(StandardCharsets.ISO_8859_1);
        int copies = 400_000;
        InputStream repeated = new InputStream() {
            private int copy;
            private int at;

            @Override
            public int read() {
                throw new UnsupportedOperationException();
            }

            @Override
            public int read(byte[] b, int off, int len) {
                if (at == part.length) {
                    at = 0;
                    copy++;
                }
                if (copy == copies) {
                    return -1;
                }
                int count = Math.min(len, part.length - at);
                System.arraycopy(part, at, b, off, count);
                at += count;
                return count;
            }
        };
        long before = heldBytes();
        long[] heldInside = {0};
        ParseSummary summary = new StraceParser(Reading.only("openat")).parse(repeated, event -> {
            if (event.line() == 4L * copies - 3) {
                heldInside[0] = heldBytes();
            }
        });
        assertEquals(new ParseSummary(4L * copies, copies, 2L * copies, 0), summary);
        assertTrue(heldInside[0] - before < 4 << 20, "held " + (heldInside[0] - before) + " bytes");
    }

    private static long heldBytes() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
