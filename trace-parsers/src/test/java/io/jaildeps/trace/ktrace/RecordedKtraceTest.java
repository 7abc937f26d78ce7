package io.jaildeps.trace.ktrace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jaildeps.fixtures.Recorded;
import io.jaildeps.trace.Arg;
import io.jaildeps.trace.Outcome;
import io.jaildeps.trace.Reading;
import io.jaildeps.trace.TraceEvent;
import io.jaildeps.trace.TraceSystem;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files that other people recorded, against what another decoder made of them. */
class RecordedKtraceTest {
    //    825 ktrace   CALL  [59](0x7fffffffec53,0x7fffffffe9c8)    825 ktrace   RET   [58] -1 errno 2
    private static final Pattern LINE =
            Pattern.compile(" *(-?\\d+) .{8,20}? (CALL|RET |NAMI|PSIG)  (.*)", Pattern.DOTALL);

    private static final Pattern CALL = Pattern.compile("\\[(\\d+)\\]\\((.*)\\)");
    private static final Pattern RETURN = Pattern.compile("\\[(\\d+)\\] (-1 errno )?(\\w+|-\\d+)");

    /** From errno(2), for those that occur. */
    private static final Map<String, Integer> ERRORS =
            Map.of("ENOENT", 2, "EINTR", 4, "ENXIO", 6, "EBADF", 9, "EISDIR", 21, "ENOTTY", 25);

    enum Capture {
        FREEBSD_V0("freebsd-amd64-v0-denoble", TraceSystem.FREEBSD, 0, 8, 145, 59),
        FREEBSD_V1("freebsd-amd64-v1-mcsh", TraceSystem.FREEBSD, 1, 8, 609, 304),
        FREEBSD_I386("freebsd-i386-v0-nfsp", TraceSystem.FREEBSD, 0, 4, 1489, 576),
        MACOS_PPC("macosx-ppc-php-interpreter", TraceSystem.MACOS, 0, 4, 854, 319),
        NETBSD_I386("netbsd-i386-v0-rc", TraceSystem.NETBSD, 0, 4, 636, 281),
        OPENBSD_2016("openbsd-amd64-2016-pg", TraceSystem.OPENBSD, 1, 8, 228, 105),
        OPENBSD_2020("openbsd-amd64-2020-smallsoft", TraceSystem.OPENBSD, 1, 8, 180, 85);

        private final String name;
        private final TraceSystem system;
        private final int version;
        private final int word;
        private final int records;
        private final int calls;

        Capture(String name, TraceSystem system, int version, int word, int records, int calls) {
            this.name = name;
            this.system = system;
            this.version = version;
            this.word = word;
            this.records = records;
            this.calls = calls;
        }

        KtraceLayout layout() {
            ByteOrder order = system == TraceSystem.MACOS ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
            return new KtraceLayout(system, version, word, order);
        }

        Path file() {
            Path file = Recorded.shared("foreign/ktrace-bin").resolve(name + ".ktrace.out");
            assumeTrue(Files.exists(file), "no recorded traces of other people here");
            return file;
        }

        List<String> decoded() {
            byte[] text = Read.bytes(file().resolveSibling(name + ".ktrace.decoded.txt"));
            return List.of(new String(text, StandardCharsets.ISO_8859_1).split("\n"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void itsBeginningTellsWhoWroteIt(Capture capture) {
        assertEquals(Optional.of(capture.layout()), KtraceLayout.detect(Read.bytes(capture.file())));
    }

    @ParameterizedTest
    @EnumSource
    void everyRecordIsReadToTheLastByte(Capture capture) {
        Reading reading = Read.binary(capture.file());
        assertEquals(List.of(), reading.unparsed());
        assertEquals(capture.records, reading.summary().lines());
        assertEquals(capture.calls, reading.summary().calls());
    }

    /** One call as both see it, of what the other decoder prints. */
    private record Seen(int pid, int number, List<String> args, List<String> names, String result) {}

    @ParameterizedTest
    @EnumSource
    void itsCallsAreThoseThatAnotherDecoderSaw(Capture capture) {
        Detection found = Detection.of(Read.bytes(capture.file())).orElseThrow();
        CallNumbers numbers = CallNumbers.of(found, Reading.ALL);
        List<Seen> expected = expected(capture.decoded());
        List<TraceEvent.Call> calls = Read.binary(capture.file()).calls();
        for (int i = 0; i < Math.min(expected.size(), calls.size()); i++) {
            TraceEvent.Call call = calls.get(i);
            Seen seen = expected.get(i);
            assertEquals(numbers.get(seen.number()).name(), call.name());
            assertEquals(seen, seen(call, seen), "call " + i);
        }
        assertEquals(expected.size(), calls.size());
    }

    private static Seen seen(TraceEvent.Call call, Seen expected) {
        List<String> args = new ArrayList<>();
        for (int i = 0; i < call.args().size(); i++) {
            // what the record of a call does not have was put in from others
            Arg arg = call.args().get(i);
            args.add(
                    arg instanceof Arg.Word word ? word.text() : expected.args().get(i));
        }
        String result = result(call, expected);
        return new Seen(call.pid().number(), expected.number(), args, call.names(), result);
    }

    private static String result(TraceEvent.Call call, Seen expected) {
        if (call.outcome() instanceof Outcome.Returned returned) {
            boolean replaced =
                    expected.result().equals("JUSTRETURN") && call.name().equals("execve");
            return replaced ? "JUSTRETURN" : Long.toString(returned.value());
        } else if (call.outcome() instanceof Outcome.Failed failed) {
            return "-1 errno " + ERRORS.getOrDefault(failed.errno(), -1);
        }
        return call.outcome().equals(CallJoiner.JUST_RETURN) ? "JUSTRETURN" : "";
    }

    private static List<Seen> expected(List<String> lines) {
        List<Seen> calls = new ArrayList<>();
        Seen open = null;
        for (String text : lines) {
            Matcher line = LINE.matcher(text);
            if (!line.matches()) {
                continue;
            }
            int pid = Integer.parseInt(line.group(1));
            Matcher call = CALL.matcher(line.group(3));
            Matcher returned = RETURN.matcher(line.group(3));
            if (line.group(2).equals("CALL") && call.matches()) {
                List<String> args = call.group(2).isEmpty()
                        ? List.of()
                        : List.of(call.group(2).split(","));
                open = new Seen(pid, Integer.parseInt(call.group(1)), args, new ArrayList<>(), "");
                if (open.number() == 1) {
                    calls.add(open);
                    open = null;
                }
            } else if (line.group(2).equals("PSIG") && open != null) {
                calls.add(open);
                open = null;
            } else if (line.group(2).equals("NAMI") && open != null) {
                open.names().add(line.group(3).substring(1, line.group(3).length() - 1));
            } else if (line.group(2).equals("RET ") && returned.matches()) {
                int number = Integer.parseInt(returned.group(1));
                Seen begun = open == null ? new Seen(pid, number, List.of(), List.of(), "") : open;
                assertEquals(begun.number(), number);
                String failed = returned.group(2) == null ? "" : returned.group(2);
                calls.add(new Seen(pid, number, begun.args(), begun.names(), failed + returned.group(3)));
                open = null;
            }
        }
        return calls;
    }
}
