package io.jaildeps.trace.strace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jaildeps.fixtures.Recorded;
import io.jaildeps.trace.Arg;
import io.jaildeps.trace.CallFilter;
import io.jaildeps.trace.ParseSummary;
import io.jaildeps.trace.Reading;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the bytes are, nothing is thrown and every line is accounted for. */
class MutatedTraceTest {
    private static final CallFilter SOME = Reading.only("openat", "execve", "clone", "wait4", "readlink");
    private static final List<String> TRACES =
            List.of("f-yy.txt", "stderr-f.txt", "f-Xverbose.txt", "f-Y.txt", "mixed-personality.txt", "f-C.txt");

    @Test
    void aLineMayBeCutAtAnyByte() throws IOException {
        TreeSet<String> shapes = new TreeSet<>();
        for (String name : TRACES) {
            for (String line : lines(name)) {
                if (line.length() < 400 && shapes.add(line.replaceAll("[0-9a-f]+", "0"))) {
                    StringBuilder trace = new StringBuilder();
                    for (int end = 0; end <= line.length(); end++) {
                        trace.append(line, 0, end).append('\n');
                        trace.append(line, end, line.length()).append("\n1 close(3) = 0\n");
                    }
                    check(trace.toString().getBytes(StandardCharsets.ISO_8859_1));
                }
                if (shapes.size() % 200 == 199) {
                    break;
                }
            }
        }
        assertTrue(shapes.size() > 300);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void anyByteMayBeAnother(long seed) throws IOException {
        Random random = new Random(seed);
        for (String name : TRACES) {
            byte[] trace = Files.readAllBytes(Recorded.fixture("traces/own-strace61/" + name));
            for (int percent : new int[] {1, 10, 50}) {
                byte[] flipped = trace.clone();
                for (int i = 0; i < flipped.length * percent / 1000; i++) {
                    flipped[random.nextInt(flipped.length)] = (byte) interesting(random);
                }
                check(flipped);
            }
        }
    }

    private static int interesting(Random random) {
        String special = "<>()[]{}\"\\,=\n\033 /*-+?~@'0x:.%|";
        return random.nextBoolean() ? special.charAt(random.nextInt(special.length())) : random.nextInt(256);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13})
    void linesMayBeLostRepeatedAndOutOfOrder(long seed) throws IOException {
        Random random = new Random(seed);
        for (String name : TRACES) {
            List<String> lines = new ArrayList<>(lines(name));
            for (int i = 0; i < lines.size() / 5; i++) {
                int at = random.nextInt(lines.size());
                switch (random.nextInt(3)) {
                    case 0 -> lines.remove(at);
                    case 1 -> lines.add(at, lines.get(random.nextInt(lines.size())));
                    default -> Collections.swap(lines, at, random.nextInt(lines.size()));
                }
            }
            check((String.join("\n", lines) + "\n").getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void bytesWithoutAnyMeaningAreReadToo(long seed) {
        Random random = new Random(seed);
        byte[] noise = new byte[1 << 16];
        random.nextBytes(noise);
        check(noise);
        ByteArrayOutputStream brackets = new ByteArrayOutputStream();
        for (int i = 0; i < 1 << 16; i++) {
            brackets.write(i % 3 == 0 ? 'a' : interesting(random));
        }
        check(brackets.toByteArray());
    }

    /** A time that grows with the square of a line's length would be minutes here. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/*",
                "1<",
                "1</",
                "\"",
                "\\\"",
                "'",
                "(",
                "{[(",
                ",",
                "= ",
                ") = ",
                "[pid 1] x",
                "[pid ",
                "1<\"",
                "<... ",
                "   =",
                "a=",
                "12 ",
                "[1] ",
                " <unfinished ...>",
                "strace: Process 1 attached",
                "->",
                "\033["
            })
    void aHostileLineTakesNoLongerThanItsLength(String part) {
        String line = part.repeat((1 << 19) / part.length());
        String trace = "openat(" + line + "\n" + line + "\n1 <... openat resumed>" + line + "\n"
                + ") = 3\n".repeat(1500) + "openat(" + line + ") = 3\nexecve({" + line + "}) = 0\n";
        assertTimeout(Duration.ofSeconds(20), () -> check(trace.getBytes(StandardCharsets.ISO_8859_1)));
        Arg.Compound compound = new Arg.Compound("{" + line + "}");
        assertTimeout(Duration.ofSeconds(20), () -> {
            Compounds.fields(compound);
            Compounds.elements(compound);
        });
    }

    private static void check(byte[] trace) {
        Reading all = Read.ofBytes(Reading.ALL, trace);
        assertConsistent(all, trace);
        assertEquals(0, all.summary().skipped());
        assertConsistent(Read.ofBytes(SOME, trace), trace);
    }

    private static void assertConsistent(Reading reading, byte[] trace) {
        ParseSummary summary = reading.summary();
        long newlines = 0;
        for (byte b : trace) {
            newlines += b == '\n' ? 1 : 0;
        }
        boolean open = trace.length > 0 && trace[trace.length - 1] != '\n';
        assertEquals(newlines + (open ? 1 : 0), summary.lines());
        assertEquals(reading.calls().size(), summary.calls());
        assertEquals(reading.unparsed().size(), summary.unparsed());
        assertTrue(summary.calls() + summary.skipped() + summary.unparsed() <= summary.lines());
        assertTrue(reading.events().stream().allMatch(event -> event.line() >= 1 && event.line() <= summary.lines()));
    }

    private static List<String> lines(String name) throws IOException {
        String trace = Files.readString(Recorded.fixture("traces/own-strace61/" + name), StandardCharsets.ISO_8859_1);
        return Arrays.asList(trace.split("\n"));
    }
}
