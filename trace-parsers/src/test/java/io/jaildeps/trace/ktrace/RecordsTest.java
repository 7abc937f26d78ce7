package io.jaildeps.trace.ktrace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jaildeps.trace.Arg;
import io.jaildeps.trace.Outcome;
import io.jaildeps.trace.ParseSummary;
import io.jaildeps.trace.Pid;
import io.jaildeps.trace.Reading;
import io.jaildeps.trace.TraceEvent;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the records of a binary file become. */
class RecordsTest {
    private static final Machine AMD64 = Machine.ALL.get(0);

    private static Writer of(Writer.Header header) {
        return new Writer(header, AMD64, false);
    }

    private static Reading read(Writer writer) {
        return Read.binary(writer.bytes());
    }

    @Test
    void callsOfSeveralThreadsAreKeptApart() {
        Writer trace = Writer.freeBsd()
                .as(10, 1)
                .call(5, 1, 0)
                .as(10, 2)
                .call(5, 2, 0)
                .as(10, 1)
                .lookedUp("/one")
                .as(10, 2)
                .lookedUp("/two")
                .as(10, 1)
                .returned(5, 0, 3)
                .as(10, 2)
                .returned(5, 13, -1);
        List<TraceEvent.Call> calls = read(trace).calls();
        assertEquals(List.of("/one"), calls.get(0).names());
        assertEquals(new Outcome.Returned(3), calls.get(0).outcome());
        assertEquals(List.of("/two"), calls.get(1).names());
        assertEquals(new Outcome.Failed("EACCES"), calls.get(1).outcome());
        assertEquals(
                List.of(1L, 2L), calls.stream().map(TraceEvent.Call::thread).toList());
        assertEquals(List.of(1L, 2L), calls.stream().map(TraceEvent.Call::line).toList());
    }

    @Test
    void withoutThreadsAReturnBelongsToTheYoungestCallOfItsName() {
        Writer trace = of(Writer.Header.NETBSD_0)
                .call(3, 0, 0, 1)
                .call(5, 1, 0, 0)
                .lookedUp("/etc/motd")
                .returned(3, 0, 1)
                .returned(5, 0, 4);
        List<TraceEvent.Call> calls = read(trace).calls();
        assertEquals(
                List.of("read", "open"),
                calls.stream().map(TraceEvent.Call::name).toList());
        assertEquals(List.of("/etc/motd"), calls.get(1).names());
        assertEquals(4711, calls.get(1).thread());
    }

    @Test
    void executingReplacesTheArgumentsByTheirStringsAndReturnsZero() {
        Writer trace = of(Writer.Header.FREEBSD_1)
                .call(59, 1, 2, 3)
                .lookedUp("/bin/sh")
                .raw(16, "sh\0-c\0a \"b\"\n\0")
                .raw(17, "HOME=/\0")
                .returned(59, -2, 0);
        TraceEvent.Call execve = read(trace).call();
        assertEquals(new Outcome.Returned(0), execve.outcome());
        assertEquals(
                new Arg.Compound("[\"sh\", \"-c\", \"a \\\"b\\\"\\012\"]"),
                execve.args().get(1));
    }

    @Test
    void eachStringOfNetBsdsArgumentsIsARecord() {
        Writer trace = of(Writer.Header.NETBSD_2)
                .call(59, 1, 2, 3)
                .lookedUp("/bin/ls")
                .raw(10, "ls")
                .raw(10, "-l")
                .raw(7, "netbsd")
                .returned(59, -2, 0);
        TraceEvent.Call execve = read(trace).call();
        assertEquals(new Arg.Compound("[\"ls\", \"-l\"]"), execve.args().get(1));
        assertEquals(new Outcome.Returned(0), execve.outcome());
    }

    @Test
    void otherCallsThatSetAllRegistersOrAreRestartedHaveNoResult() {
        Writer trace = Writer.freeBsd()
                .call(417, 1)
                .returned(417, -2, 0)
                .call(3, 0, 1, 1)
                .returned(3, -1, 0);
        List<TraceEvent.Call> calls = read(trace).calls();
        assertEquals(new Outcome.Unknown("EJUSTRETURN"), calls.get(0).outcome());
        assertEquals(new Outcome.Unknown("ERESTART"), calls.get(1).outcome());
    }

    @Test
    void theAddressOfASocketStandsInItsPlace() {
        String log = "\20\1/var/run/log\0\0\0\0";
        Writer trace = Writer.freeBsd()
                .call(98, 4, 0x1000, 106)
                .raw(8, "sockaddr\0" + log)
                .returned(98, 0, 0)
                .call(133, 4, 1, 2, 0, 0x1000, 106)
                .raw(8, "sockaddr\0" + log)
                .returned(133, 0, 2)
                .call(28, 4, 0x2000, 0)
                .raw(8, "sockaddr\0" + log)
                .returned(28, 0, 2)
                .call(104, 4, 0x1000, 16)
                .raw(8, "sockaddr\0\20\2\0\26\177\0\0\1\0\0\0\0\0\0\0\0")
                .returned(104, 48, -1);
        List<TraceEvent.Call> calls = read(trace).calls();
        Arg.Compound unix = new Arg.Compound("{sa_family=AF_UNIX, sun_path=\"/var/run/log\"}");
        assertEquals(unix, calls.get(0).args().get(1));
        assertEquals(unix, calls.get(1).args().get(4));
        assertEquals(
                new Arg.Compound("{msg_name=" + unix.text() + "}"),
                calls.get(2).args().get(1));
        assertEquals(
                new Arg.Compound("{sa_family=AF_INET, sin_port=htons(22), sin_addr=inet_addr(\"127.0.0.1\")}"),
                calls.get(3).args().get(1));
        assertEquals(new Outcome.Failed("EADDRINUSE"), calls.get(3).outcome());
    }

    @Test
    void netBsdWritesAddressesAsUserRecords() {
        Writer trace = of(Writer.Header.NETBSD_2)
                .call(98, 4, 0x1000, 106)
                .raw(8, "mbsoname\0\0\0\0\0\0\0\0\0\0\0\0" + "\20\1/var/run/log")
                .returned(98, 61, -1);
        TraceEvent.Call connect = read(trace).call();
        assertEquals(
                new Arg.Compound("{sa_family=AF_UNIX, sun_path=\"/var/run/log\"}"),
                connect.args().get(1));
        assertEquals(new Outcome.Failed("ECONNREFUSED"), connect.outcome());
    }

    @Test
    void lostEventsAreNoted() {
        Writer trace = Writer.freeBsd()
                .call(20)
                .returned(20, 0, 1)
                .afterLostEvents()
                .call(20)
                .returned(20, 0, 1);
        Reading reading = read(trace);
        assertEquals(2, reading.calls().size());
        assertEquals(
                new TraceEvent.Note(3, "events were lost here"),
                reading.events().get(1));
    }

    @Test
    void aCallThatTheProcessDidNotSurviveIsUnfinished() {
        Writer trace = Writer.freeBsd()
                .as(10, 1)
                .call(3, 0, 1, 1)
                .as(10, 2)
                .call(20)
                .returned(20, 0, 10)
                .signal(11, 0)
                .lookedUp("a.out.core");
        Reading reading = read(trace);
        assertEquals("getpid", reading.calls().get(0).name());
        assertEquals(new Outcome.Unfinished(), reading.calls().get(1).outcome());
        assertEquals(
                new TraceEvent.Killed(4, new Pid(10), "SIGSEGV"),
                reading.all(TraceEvent.Killed.class).get(0));
        assertEquals(
                "looked up outside of a call: a.out.core",
                reading.all(TraceEvent.Note.class).get(0).text());
    }

    @Test
    void aSignalThatIsCaughtOrHarmlessEndsNothing() {
        Writer trace =
                Writer.freeBsd().call(20).returned(20, 0, 1).signal(15, 0x8000).signal(20, 0);
        Reading reading = read(trace);
        assertEquals(
                List.of("SIGTERM", "SIGCHLD"),
                reading.all(TraceEvent.Signalled.class).stream()
                        .map(TraceEvent.Signalled::signal)
                        .toList());
    }

    @Test
    void theChildsReturnOfAForkIsItsParentsCall() {
        Writer trace = Writer.freeBsd()
                .as(10, 1)
                .call(2)
                .as(11, 2)
                .returned(2, 0, 0)
                .call(20)
                .returned(20, 0, 11)
                .as(10, 1)
                .returned(2, 0, 11);
        List<TraceEvent.Call> calls = read(trace).calls();
        assertEquals(
                List.of("getpid", "fork"),
                calls.stream().map(TraceEvent.Call::name).toList());
        assertEquals(new Outcome.Returned(11), calls.get(1).outcome());
    }

    @Test
    void aProgramForLinuxHasLinuxNumbers() {
        Writer freeBsd = Writer.freeBsd()
                .call(59, 1, 2, 3)
                .lookedUp("/compat/linux/bin/ls")
                .abi(0x203)
                .returned(59, 0, 0)
                .call(257, -100, 1, 0)
                .lookedUp("/etc/motd")
                .returned(257, 2, -1);
        List<TraceEvent.Call> calls = read(freeBsd).calls();
        assertEquals(
                List.of("execve", "linux_openat"),
                calls.stream().map(TraceEvent.Call::name).toList());
        assertEquals(new Outcome.Failed("ENOENT"), calls.get(1).outcome());
        assertEquals(new Arg.Word("0xffffffffffffff9c"), calls.get(1).args().get(0));
        Writer netBsd = of(Writer.Header.NETBSD_2)
                .call(59, 1, 2, 3)
                .lookedUp("/emul/linux/bin/ls")
                .raw(7, "linux")
                .returned(59, -2, 0)
                .call(257, -100, 1, 0)
                .lookedUp("/etc/motd")
                .returned(257, -38, 0);
        List<TraceEvent.Call> others = read(netBsd).calls();
        assertEquals(new Outcome.Returned(0), others.get(0).outcome());
        assertEquals(new Outcome.Failed("ENOSYS"), others.get(1).outcome());
    }

    @Test
    void aTraceWithoutPathsIsTold() {
        Writer without = Writer.freeBsd().call(5, 1, 0, 0).returned(5, 0, 3);
        List<TraceEvent> events = read(without).events();
        assertTrue(PathRecords.areMissing(events.get(events.size() - 1)));
        Writer failing = Writer.freeBsd().call(5, 1, 0, 0).returned(5, 14, -1);
        Writer with = Writer.freeBsd().call(5, 1, 0, 0).lookedUp("/").returned(5, 0, 3);
        assertFalse(read(failing).events().stream().anyMatch(PathRecords::areMissing));
        assertFalse(read(with).events().stream().anyMatch(PathRecords::areMissing));
    }

    @Test
    void whatFollowsAnImpossibleLengthIsSaidToBeUnread() {
        Writer trace = Writer.freeBsd();
        for (int i = 0; i < 20; i++) {
            trace.call(20).returned(20, 0, 1);
        }
        int good = trace.bytes().length;
        byte[] bytes = Writer.join(trace.bytes(), Writer.freeBsd().call(20).bytes());
        bytes[good + 3] = 0x7f;
        Reading reading = Read.binary(bytes);
        assertEquals(20, reading.calls().size());
        assertEquals(
                "no record at byte " + good + "; it and what follows, 64 bytes, can not be read",
                reading.unparsed().get(0).reason());
    }

    @Test
    void aLengthThatTheFileDoesNotHaveTakesNoMemory() {
        Writer trace = Writer.freeBsd().call(20).returned(20, 0, 1).raw(7, "x");
        byte[] bytes = trace.bytes();
        int last = bytes.length - 57;
        bytes[last] = 0;
        bytes[last + 2] = 0x10;
        Reading reading = Read.binary(bytes);
        assertEquals(
                "the file ends in the middle of the record at byte " + last,
                reading.unparsed().get(0).reason());
        assertEquals(1, reading.calls().size());
    }

    @Test
    void unwantedCallsAreCountedOnly() {
        byte[] trace = Writer.freeBsd()
                .call(3, 0, 1, 1)
                .returned(3, 0, 1)
                .call(5, 1, 0, 0)
                .lookedUp("/")
                .returned(5, 0, 3)
                .call(1, 7)
                .bytes();
        Reading reading = Reading.ofStream(new KtraceParser(Reading.only("open")), new ByteArrayInputStream(trace));
        assertEquals(new ParseSummary(6, 1, 2, 0), reading.summary());
        assertEquals(7, reading.all(TraceEvent.Exited.class).get(0).status());
    }

    @Test
    void anUnknownNumberIsTheName() {
        TraceEvent.Call call =
                read(Writer.freeBsd().call(9999, 1).returned(9999, 78, -1)).call();
        assertEquals("#9999", call.name());
        assertEquals(new Outcome.Failed("ENOSYS"), call.outcome());
    }

    @Test
    void whatIsNoTraceIsOneUnparsed() {
        Reading reading = Read.binary("not a trace\n".repeat(9).getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(new ParseSummary(1, 0, 0, 1), reading.summary());
        assertEquals(new ParseSummary(0, 0, 0, 0), Read.binary(new byte[0]).summary());
    }
}
