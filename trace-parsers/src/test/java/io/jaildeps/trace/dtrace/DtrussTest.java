package io.jaildeps.trace.dtrace;

import static io.jaildeps.trace.dtrace.Args.text;
import static io.jaildeps.trace.dtrace.Args.word;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jaildeps.fixtures.Recorded;
import io.jaildeps.trace.Arg;
import io.jaildeps.trace.CallFilter;
import io.jaildeps.trace.Fd;
import io.jaildeps.trace.Outcome;
import io.jaildeps.trace.Pid;
import io.jaildeps.trace.Reading;
import io.jaildeps.trace.TraceEvent;
import io.jaildeps.trace.TraceSystem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DtrussTest {
    private static Reading read(String... lines) {
        return Reading.of(new DtrussParser(Reading.ALL), lines);
    }

    @Test
    void a_call_has_its_arguments_and_its_result() {
        TraceEvent.Call call = read("openat(0x3, \"System/Cryptexes/OS\\0\", 0x100000, 0x0)\t\t = 4 0")
                .onlyEvent();
        assertEquals("openat", call.name());
        assertEquals(List.of(word("0x3"), text("System/Cryptexes/OS"), word("0x100000"), word("0x0")), call.args());
        assertEquals(new Outcome.Returned(4), call.outcome());
        assertEquals(Pid.UNNAMED, call.pid());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "workq_kernreturn(0x4, 0x0, 0x0)\t\t = 0 Err#-2",
                "workq_kernreturn(0x4, 0x0, 0x0)\t\t = 0 -2",
                "select(0x1, 0x2, 0x0)\t\t = -1 Err#-1",
            })
    void a_number_below_zero_is_the_kernels_own_and_no_error(String line) {
        assertEquals(new Outcome.Unknown(""), read(line).onlyEvent().outcome());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "stat64(\"/x\\0\", 0x1, 0x2)         = -1 2|ENOENT",
                "stat64(\"/x\\0\", 0x1, 0x2)         = -1 Err#2|ENOENT",
                "stat64(\"/x\\0\", 0x1, 0x2)         = -1 Err#93|ENOATTR",
                "stat64(\"/x\\0\", 0x1, 0x2)         = -1 Err#599|errno 599",
                "mmap(0x0, 0x1000)           = 0xFFFFFFFFFFFFFFFF Err#12|ENOMEM",
            })
    void a_failure_has_its_errors_name(String line, String name) {
        assertEquals(new Outcome.Failed(name), read(line).onlyEvent().outcome());
    }

    @Test
    void a_kernel_numbers_its_own_errors_and_its_working_directory() {
        TraceEvent.Call call = Reading.of(
                        new DtrussParser(Reading.ALL, TraceSystem.ILLUMOS),
                        "openat(0xFFD19553, \"x\\0\", 0x0)\t\t = -1 Err#90")
                .onlyEvent();
        assertEquals(new Outcome.Failed("ELOOP"), call.outcome());
        assertEquals(new Arg.Descriptor(Fd.AT_FDCWD, "", false), call.args().get(0));
        assertEquals(
                new Arg.Descriptor(Fd.AT_FDCWD, "", false),
                read("openat(0xFFFFFFFFFFFFFFFE, \"x\\0\", 0x0)\t\t = 3 0")
                        .onlyEvent()
                        .args()
                        .get(0));
        assertEquals(
                new Outcome.Failed("ETIMEDOUT"),
                read("x(0x0)\t\t = -1 60").onlyEvent().outcome());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "91956/0x1cca76:  close(0x3)\t\t = 0 0|91956|1886838",
                "27547/1:  close(0x3)               = 0 0|27547|1",
                "' 3911/1:       41     26 close(0x3)          = 0 0'|3911|1",
                "' 3911/1:     1000:      41:     26: close(0x3)\t\t = 0 0'|3911|1",
                "'      41:     26: close(0x3)\t\t = 0 0'|0|0",
                "'     100      41     26 close(0x3)\t\t = 0 0'|0|0",
            })
    void processes_threads_and_times_stand_before_it(String line, int pid, long thread) {
        TraceEvent.Call call = read(line).onlyEvent();
        assertEquals(new Pid(pid), call.pid());
        assertEquals(thread, call.thread());
        assertEquals("close", call.name());
    }

    @Test
    void a_string_ends_at_its_nul_and_its_escapes_are_undone() {
        assertEquals(text("/a\"b, c) = 3 0"), opened("/a\\\"b, c) = 3 0\\0"));
        assertEquals(text("/a\u0001\u00ff"), opened("/a\\001\\377\\0"));
        assertEquals(text("/a"), opened("/a\\0/gone\\0"));
        assertEquals(text("/a\nb\tc\\0"), opened("/a\\nb\\tc\\\\0\\0"));
        assertEquals(text(""), opened("\\0"));
    }

    private static Arg opened(String printed) {
        return read("open(\"" + printed + "\", 0x0, 0x0)\t\t = 3 0")
                .onlyEvent()
                .args()
                .get(0);
    }

    @Test
    void a_string_as_long_as_dtrace_keeps_is_cut() {
        String longest = "/" + "x".repeat(254);
        assertEquals(new Arg.Text(longest, true), opened(longest + "\\0"));
    }

    @Test
    void a_message_in_the_middle_of_a_call_is_a_note_and_the_call_is_whole() {
        Reading reading = read(
                "stat64(\"/usr/lib/x\\0\", 0x1, 0x0dtrace: error on enabled probe ID 1741 (ID 573: x): bad",
                ")\t\t = -1 2",
                "close(0x3)\t\t = 0 0");
        assertEquals(List.of(), reading.unparsed());
        assertEquals(1, reading.calls().get(0).line());
        assertEquals(text("/usr/lib/x"), reading.calls().get(0).args().get(0));
        assertEquals(word("0x0"), reading.calls().get(0).args().get(2));
        assertEquals(
                "dtrace: error on enabled probe ID 1741 (ID 573: x): bad",
                reading.all(TraceEvent.Note.class).get(0).text());
        assertEquals(2, reading.calls().size());
    }

    @Test
    void what_the_program_prints_and_a_call_without_end_are_not_read() {
        Reading reading = read("Hello, world", "close(0x3", "open(\"/x\\0\", 0x0)\t\t = 3 0", "stat(\"/y");
        assertEquals(1, reading.calls().size());
        assertEquals(
                List.of(1L, 2L, 4L),
                reading.unparsed().stream().map(TraceEvent.Unparsed::line).toList());
    }

    @Test
    void stacks_and_counts_are_passed_over() {
        Reading reading = read(
                "PID/THRD  RELATIVE SYSCALL(args) \t\t = return",
                "close(0x3)\t\t = 0 0",
                "",
                "              libsystem_kernel.dylib`__close+0xa",
                "              0x7fff5fc01028",
                "CALL                                        COUNT",
                "close                                           1");
        assertEquals(List.of(), reading.unparsed());
        assertEquals(1, reading.calls().size());
    }

    @Test
    void unwanted_calls_are_counted() {
        Reading reading = Reading.of(
                new DtrussParser(new CallFilter.Only(Set.of("open"))),
                "close(0x3)\t\t = 0 0",
                "open(\"/x\\0\", 0x0)\t\t = 3 0");
        assertEquals("open", reading.onlyEvent().name());
        assertEquals(1, reading.summary().skipped());
    }

    /** Compares with what a plain search finds in the text. */
    @Test
    void every_call_of_a_recorded_trace_is_read() throws IOException {
        Path file = Recorded.shared("foreign/macos-dtruss/dbserver.txt");
        assumeTrue(Files.isRegularFile(file), "no recorded traces of other people here");
        String trace = Files.readString(file, StandardCharsets.ISO_8859_1);
        Reading reading = Reading.ofBytes(new DtrussParser(Reading.ALL), Files.readAllBytes(file));
        Matcher results = Pattern.compile("\\)\t\t = (-?\\w+) (\\d+)").matcher(trace);
        List<TraceEvent.Call> calls = reading.calls();
        for (TraceEvent.Call call : calls) {
            assertTrue(results.find());
            boolean failed = !results.group(2).equals("0");
            assertEquals(failed, call.outcome() instanceof Outcome.Failed, call.toString());
        }
        assertFalse(results.find());
        Matcher paths = Pattern.compile("\"(.*?)\\\\0\"").matcher(trace);
        for (TraceEvent.Call call : calls) {
            for (Arg arg : call.args()) {
                if (arg instanceof Arg.Text path) {
                    assertTrue(paths.find());
                    assertEquals(paths.group(1), path.bytes());
                }
            }
        }
        assertFalse(paths.find());
        assertEquals(
                List.of("read: Undefined error: 0", "Unable to validate database header"),
                reading.unparsed().stream().map(TraceEvent.Unparsed::text).toList());
    }

    @Test
    void solaris_example_is_read_but_for_its_prose() throws IOException {
        Path file = Recorded.shared("foreign/solaris-dtruss/dtracetoolkit-example.txt");
        assumeTrue(Files.isRegularFile(file), "no recorded traces of other people here");
        Reading reading = Reading.ofBytes(new DtrussParser(Reading.ALL, TraceSystem.ILLUMOS), Files.readAllBytes(file));
        long calls = Files.readString(file, StandardCharsets.ISO_8859_1)
                .lines()
                .filter(line -> line.matches(" *\\d+/\\d+:.*"))
                .count();
        assertEquals(calls, reading.calls().size());
        assertEquals(65, reading.unparsed().size());
        assertEquals(
                List.of("read", "write", "ioctl"),
                reading.calls().stream()
                        .map(TraceEvent.Call::name)
                        .filter(Set.of("read", "write", "ioctl")::contains)
                        .distinct()
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\",
                "x(\"\\",
                "x(\"",
                "1/:",
                "1/0x: x()\t = 0 0",
                "99999999999999999999/1: x() = 0 0",
                "1/99999999999999999999999: x()",
                "x() = ",
                "x() = 0 ",
                ") = 0 0",
                "x(\"a\" = 0 0",
                "x(,,,)\t = 0 0"
            })
    void a_broken_line_is_read_or_named(String line) {
        Reading reading = read(line, "close(0x3)\t\t = 0 0");
        assertEquals(2, reading.summary().lines());
        assertEquals(2, reading.calls().size() + reading.unparsed().size());
    }
}
