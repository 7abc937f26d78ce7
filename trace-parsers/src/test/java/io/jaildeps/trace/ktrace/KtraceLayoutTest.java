package io.jaildeps.trace.ktrace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jaildeps.trace.Arg;
import io.jaildeps.trace.Outcome;
import io.jaildeps.trace.Reading;
import io.jaildeps.trace.TraceEvent;
import io.jaildeps.trace.TraceSystem;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files as every system writes them on machines of each byte order and word size. */
class KtraceLayoutTest {
    /** @param time64 the time is 8 bytes long on a machine with registers of 4 */
    record Kind(Writer.Header header, Machine machine, boolean time64) {
        Writer writer() {
            return new Writer(header, machine, time64);
        }

        KtraceLayout layout() {
            boolean portable = header == Writer.Header.NETBSD_3;
            return new KtraceLayout(
                    header.system(),
                    header.version(),
                    portable ? 8 : machine.word(),
                    portable ? ByteOrder.BIG_ENDIAN : machine.order());
        }

        @Override
        public String toString() {
            return header + " on " + machine.name() + (time64 ? " with a long time" : "");
        }
    }

    static Stream<Kind> kinds() {
        List<Kind> kinds = new ArrayList<>();
        for (Writer.Header header : Writer.Header.values()) {
            for (Machine machine : Machine.ALL) {
                if (exists(header, machine)) {
                    kinds.add(new Kind(header, machine, false));
                    boolean freeBsd = header.system() == TraceSystem.FREEBSD;
                    if (freeBsd && machine.word() == 4 && machine.aligned() == 8) {
                        kinds.add(new Kind(header, machine, true));
                    }
                }
            }
        }
        return kinds.stream();
    }

    private static boolean exists(Writer.Header header, Machine machine) {
        return switch (header) {
            case NETBSD_3 -> machine.name().equals("sparc64");
            case MACOS, OPENBSD_32 -> machine.word() == 4;
            default -> true;
        };
    }

    private static Writer trace(Kind kind) {
        Writer writer = kind.writer();
        if (kind.header().system() == TraceSystem.OPENBSD && kind.header().version() == 0) {
            writer.raw(7, "native");
        }
        return writer.returned(45, 0, 0)
                .call(59, 0x1000, 0x2000, 0x3000)
                .lookedUp("/bin/ls")
                .lookedUp("/usr/libexec/ld.so")
                .returned(59, 0, 0)
                .call(5, 0x1000, 0x10000, 0x1b6)
                .lookedUp("/etc/motd")
                .returned(5, 0, 3)
                .call(3, 3, 0x4000, 0x2000)
                .data("Welcome!\n")
                .returned(3, 0, 9)
                .call(33, 0x1000, 4)
                .lookedUp("/etc/none")
                .returned(33, 2, -1)
                .call(20)
                .returned(20, 0, 4711)
                .call(1, 0x103);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void itsBeginningTellsWhoWroteIt(Kind kind) {
        assertEquals(Optional.of(kind.layout()), KtraceLayout.detect(trace(kind).bytes()));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void itsRecordsAreRead(Kind kind) {
        Reading reading = Read.binary(trace(kind).bytes());
        List<String> seen = new ArrayList<>();
        for (TraceEvent event : reading.events()) {
            seen.add(text(event));
        }
        long thread = kind.header().hasThread() ? 100_123 : 4711;
        String by = " by 4711/" + thread;
        assertEquals(
                List.of(
                        "ktrace() [] = 0" + by,
                        "execve(0x1000, 0x2000, 0x3000) [/bin/ls, /usr/libexec/ld.so] = 0" + by,
                        "open(0x1000, 0x10000, 0x1b6) [/etc/motd] = 3" + by,
                        "read(0x3, 0x4000, 0x2000) [] = 9" + by,
                        "access(0x1000, 0x4) [/etc/none] = ENOENT" + by,
                        "getpid() [] = 4711" + by,
                        "exit(0x103) [] = ?" + by,
                        "exited 3"),
                seen);
    }

    private static String text(TraceEvent event) {
        if (event instanceof TraceEvent.Exited exited) {
            return "exited " + exited.status();
        }
        return event instanceof TraceEvent.Call call ? text(call) : event.toString();
    }

    private static String text(TraceEvent.Call call) {
        List<String> args = new ArrayList<>();
        for (Arg arg : call.args()) {
            args.add(((Arg.Word) arg).text());
        }
        String result = call.outcome() instanceof Outcome.Returned returned
                ? Long.toString(returned.value())
                : call.outcome() instanceof Outcome.Failed failed ? failed.errno() : "?";
        return call.name() + "(" + String.join(", ", args) + ") " + call.names() + " = " + result + " by " + call.pid()
                + "/" + call.thread();
    }

    static Stream<Kind> shortKinds() {
        return kinds().filter(kind ->
                kind.machine().name().matches("amd64|powerpc") || kind.header() == Writer.Header.NETBSD_3);
    }

    /** Nothing is thrown, and what is lost is said once. */
    @ParameterizedTest
    @MethodSource("shortKinds")
    void itMayBeCutAtAnyByte(Kind kind) {
        byte[] whole = trace(kind).bytes();
        int calls = 0;
        for (int length = 0; length <= whole.length; length++) {
            Reading reading = Read.binary(Arrays.copyOf(whole, length));
            assertTrue(reading.unparsed().size() <= 1, () -> reading.unparsed().toString());
            assertEquals(reading.unparsed().size(), reading.summary().unparsed());
            assertEquals(reading.calls().size(), reading.summary().calls());
            calls = Math.max(calls, reading.calls().size());
        }
        assertEquals(7, calls);
    }

    @Test
    void whatIsNoTraceIsNotTakenForOne() {
        byte[] noise = new byte[1 << 16];
        new Random(1).nextBytes(noise);
        String text = "   817 ktrace   RET   ktrace 0\n".repeat(100);
        for (byte[] other : List.of(
                noise,
                new byte[0],
                new byte[4096],
                text.getBytes(StandardCharsets.ISO_8859_1),
                "\177ELF\2\1\1\0\0\0\0\0\0\0\0\0\3\0\76\0\1\0\0\0".getBytes(StandardCharsets.ISO_8859_1))) {
            assertEquals(Optional.empty(), KtraceLayout.detect(other));
        }
    }

    @Test
    void oldOpenBsdNumbersAreToldByTheCallsThatLookUpPaths() {
        Machine amd64 = Machine.ALL.get(0);
        Writer old = new Writer(Writer.Header.OPENBSD_17, amd64, false)
                .call(291, 0x1000, 0x2000)
                .lookedUp("/etc/motd")
                .returned(291, 0, 0);
        Writer recent = new Writer(Writer.Header.OPENBSD_17, amd64, false)
                .call(38, 0x1000, 0x2000)
                .lookedUp("/etc/motd")
                .returned(38, 0, 0);
        assertEquals("stat", Read.binary(old.bytes()).call().name());
        assertEquals("stat", Read.binary(recent.bytes()).call().name());
    }
}
