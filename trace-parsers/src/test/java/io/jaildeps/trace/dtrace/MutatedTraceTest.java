package io.jaildeps.trace.dtrace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jaildeps.trace.Reading;
import io.jaildeps.trace.TraceParser;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the bytes are, nothing is thrown and every line is accounted for. */
class MutatedTraceTest {
    private static final String TRACE = """
            PID/THRD  SYSCALL(args) \t\t = return
            91956/0x1cca76:      41:     26: openat(0xFFFFFFFE, "etc/a\\"b\\001\\0", 0x0, 0x0)\t\t = -1 Err#2
            close(0x3)\t\t = 0 0
            stat64("/x\\0", 0x1, 0x0dtrace: error on enabled probe
            )\t\t = -1 2
            14:45:24.411951  openat             F=4        (RW____)  [-2]//etc/hosts     0.000024   vim.12345
            14:45:24.411951  mount              <FLGS=0x0>  /a    /b     0.000024 W my program.12345
            14:45:24.411951  read               F=3[  9]     O=0x12     0.000024   vim.12345
            14:45:24  stat64            /etc/hosts     0.000024   vim
            """;

    private static final List<TraceParser> PARSERS =
            List.of(new DtrussParser(Reading.ALL), new FsUsageParser(Reading.ALL));

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void a_trace_may_end_at_any_byte(int parser) {
        byte[] trace = TRACE.getBytes(StandardCharsets.ISO_8859_1);
        for (int end = 0; end <= trace.length; end++) {
            check(PARSERS.get(parser), Arrays.copyOf(trace, end));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void any_byte_may_be_another(int parser) {
        byte[] trace = TRACE.getBytes(StandardCharsets.ISO_8859_1);
        String interesting = "\"\\()[]<>=./: ,0#_FB-\n\t\u00ff";
        Random random = new Random(7);
        for (int round = 0; round < 3000; round++) {
            byte[] changed = trace.clone();
            for (int i = random.nextInt(12); i >= 0; i--) {
                changed[random.nextInt(changed.length)] =
                        (byte) interesting.charAt(random.nextInt(interesting.length()));
            }
            check(PARSERS.get(parser), changed);
        }
    }

    private static void check(TraceParser parser, byte[] trace) {
        Reading reading = Reading.ofBytes(parser, trace);
        // several may stand on a line, each with a parenthesis or a time
        long joined = new String(trace, StandardCharsets.ISO_8859_1)
                .chars()
                .filter(c -> c == '(' || c == ':')
                .count();
        assertTrue(reading.summary().lines() + joined
                >= reading.summary().calls() + reading.unparsed().size());
        assertEquals(reading.calls().size(), reading.summary().calls());
    }
}
