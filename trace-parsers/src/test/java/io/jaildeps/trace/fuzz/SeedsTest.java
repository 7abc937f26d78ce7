package io.jaildeps.trace.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jaildeps.trace.CallFilter;
import io.jaildeps.trace.Outcome;
import io.jaildeps.trace.ParseSummary;
import io.jaildeps.trace.Pid;
import io.jaildeps.trace.TraceEvent;
import io.jaildeps.trace.TraceFormat;
import io.jaildeps.trace.TraceParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SeedsTest {
    @ParameterizedTest
    @EnumSource
    void ofEachSeedAllHoldsThatHoldsOfAnyBytes(Target target) throws IOException {
        List<Path> seeds = Seeds.of(target);
        assertFalse(seeds.isEmpty());
        for (Path seed : seeds) {
            try {
                for (byte[] piece : Seeds.pieces(seed)) {
                    target.check(piece);
                }
            } catch (AssertionError e) {
                throw new AssertionError(seed + ": " + e.getMessage(), e);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSeedMayEndAnywhere(Target target) throws IOException {
        for (Path seed : Seeds.written(target)) {
            byte[] whole = Files.readAllBytes(seed);
            for (int end = 0; end < whole.length; end += 1 + whole.length / 20) {
                target.check(Arrays.copyOf(whole, end));
            }
        }
    }

    /** Whatever is made for each line, there are a hundred thousand of them. */
    @ParameterizedTest
    @EnumSource
    void linesMayBeShort(Target target) {
        for (String line : List.of("\n", " \n", "x\n", "1 \n", "\r\n", "x()\n", "x(6)\n", "x(6\n", "x(\"a\n", "1:\n")) {
            target.check(line.repeat(100_000).getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    /** Somebody lost the newlines between them. */
    @ParameterizedTest
    @EnumSource
    void allMayStandOnOneLine(Target target) throws IOException {
        for (Path seed : Seeds.written(target)) {
            byte[] line = Files.readAllBytes(seed);
            for (int i = 0; i < line.length; i++) {
                line[i] = line[i] == '\n' ? (byte) ' ' : line[i];
            }
            target.check(line);
        }
    }

    /** Else a seed would say nothing of the parser behind it. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DETECTION")
    void theSeedsOfTheProjectHaveCalls(Target target) throws IOException {
        for (Path seed : Seeds.written(target)) {
            byte[] trace = Files.readAllBytes(seed);
            TraceParser parser = target.parsers(new CallFilter.All()).get(0);
            ParseSummary summary = parser.parse(new InPieces(trace), event -> {});
            assertTrue(summary.calls() > 0, seed.toString());
        }
    }

    @Test
    void aParserThatIsNotSoundIsFound() {
        TraceEvent call = new TraceEvent.Call(2, Pid.UNNAMED, "x", List.of(), new Outcome.Unfinished(), false);
        ParseSummary oneCall = new ParseSummary(1, 1, 0, 0);
        assertNotSound("an event of no line", (trace, sink) -> {
            sink.accept(call);
            return oneCall;
        });
        assertNotSound("lines were lost", (trace, sink) -> new ParseSummary(2, 0, 0, 0));
        assertNotSound("calls were not counted", (trace, sink) -> oneCall);
        assertNotSound(
                "another sum",
                (trace, sink) -> new ParseSummary(
                        1, 0, trace.readNBytes(2).length == 2 && trace instanceof InPieces ? 1 : 0, 0));
        assertNotSound("events hold more text", (trace, sink) -> {
            sink.accept(new TraceEvent.Note(1, "x".repeat(1000)));
            return new ParseSummary(1, 0, 0, 0);
        });
        assertNotSound("bytes of memory", (trace, sink) -> {
            byte[] large = new byte[16 << 20];
            return new ParseSummary(1, 0, large[0], 0);
        });
    }

    private static void assertNotSound(String reason, TraceParser parser) {
        Soundness soundness = new Soundness(TraceFormat.STRACE, parser);
        AssertionError error = assertThrows(AssertionError.class, () -> soundness.check(new byte[] {'x', '\n'}));
        assertTrue(String.valueOf(error.getMessage()).contains(reason), error.toString());
    }

    @Test
    void theEntryOfTheFuzzerFindsItsTargetByItsWord() {
        for (Target target : Target.values()) {
            assertEquals(target, Target.of(target.word()));
        }
        assertThrows(IllegalArgumentException.class, () -> Target.of("ltrace"));
    }
}
