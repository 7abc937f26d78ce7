package io.jaildeps.trace.strace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jaildeps.trace.Arg;
import io.jaildeps.trace.Outcome;
import io.jaildeps.trace.ParseSummary;
import io.jaildeps.trace.Pid;
import io.jaildeps.trace.Reading;
import io.jaildeps.trace.TraceEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls that come in several parts. */
class PartialCallTest {
    private static final List<Arg> READ = List.of(new Arg.Word("3"), new Arg.Text("x", false), new Arg.Word("1"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1 read(3,  <unfinished ...> | 1 <... read resumed>\"x\", 1) = 1",
                "1 read(3, <unfinished ...> | 1 <... read resumed> \"x\", 1) = 1",
                "1 read(3, \"x\", 1 <unfinished ...> | 1 <... read resumed>) = 1",
                "1 read(3, \"x\", 1 <unfinished ...> | 1 <... read resumed> )        = 1",
                "1 read(3, \"x\", 1 <unfinished ...> | 1 <... ??? resumed>) = 1",
            })
    void bothSpellingsOfAResumedCallAreJoined(String first, String second) {
        TraceEvent.Call call = Read.of(first, "2 close(4) = 0", second).calls().get(1);
        assertEquals(new TraceEvent.Call(1, new Pid(1), "read", READ, new Outcome.Returned(1), false), call);
    }

    @Test
    void aCallMayBeInterruptedAgain() {
        TraceEvent.Call call = Read.of(
                        "1 read(3,  <unfinished ...>",
                        "1 <... read resumed>\"x\",  <unfinished ...>",
                        "1 <... read resumed>1) = 1")
                .call();
        assertEquals(READ, call.args());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 futex(0x7f, FUTEX_WAIT, 2, NULL <unfinished ...> | 1 <... futex resumed>) = ?",
                "1 futex(0x7f, FUTEX_WAIT, 2, NULL <unfinished ...> | 1 <... futex resumed> <unfinished ...>) = ?",
                "1 futex(0x7f, FUTEX_WAIT, 2, NULL <unfinished ...>) = ? | 1 +++ exited with 0 +++",
                "1 futex(0x7f, FUTEX_WAIT, 2, NULL <unfinished ...> | 1 <... futex resumed>) = ? <unavailable>",
            })
    void theMarkIsNotAnArgument(String first, String second) {
        TraceEvent.Call call = Read.of(first, second).call();
        assertEquals(4, call.args().size());
        assertEquals(new Arg.Word("NULL"), call.args().get(3));
        assertEquals(new Outcome.Unknown(""), call.outcome());
    }

    @Test
    void aCallThatNeverEndsIsUnfinishedWithWhatWasPrinted() {
        Reading reading =
                Read.of("1 wait4(31562,  <unfinished ...>", "2 read(3, <detached ...>", "1 +++ killed by SIGKILL +++");
        assertEquals(
                new TraceEvent.Call(
                        1, new Pid(1), "wait4", List.of(new Arg.Word("31562")), new Outcome.Unfinished(), false),
                reading.calls().get(1));
        assertEquals(List.of(new Arg.Word("3")), reading.calls().get(0).args());
        assertEquals(
                new TraceEvent.Killed(3, new Pid(1), "SIGKILL"),
                reading.events().get(2));
    }

    @Test
    void aResumedCallWithoutABeginningHasNoArguments() {
        assertEquals(
                new TraceEvent.Call(1, new Pid(5), "clone", List.of(), new Outcome.Returned(0), false),
                Read.of("[pid 5] <... clone resumed>child_stack=NULL, flags=SIGCHLD) = 0")
                        .call());
        assertEquals(
                List.of(),
                Read.of("5 <... readlink resumed>\"target\", 100) = 6").call().args());
    }

    @Test
    void aResumedCallOfAnotherNameDoesNotEndThePendingOne() {
        Reading reading = Read.of("5 read(3,  <unfinished ...>", "5 <... close resumed>) = 0");
        assertEquals(new Outcome.Unfinished(), reading.calls().get(0).outcome());
        assertEquals("close", reading.calls().get(1).name());
    }

    @Test
    void anExecInAThreadGoesOnUnderTheLeadersNumber() {
        Reading reading = Read.of(
                "7 execve(\"/bin/true\", [\"true\"], 0x7ffd /* 3 vars */ <unfinished ...>",
                "5 futex(0x7f, FUTEX_WAIT, 2, NULL <unfinished ...>",
                "5 +++ superseded by execve in pid 7 +++",
                "5 <... execve resumed>) = 0");
        assertEquals(
                List.of("futex", "execve"),
                reading.calls().stream().map(TraceEvent.Call::name).toList());
        TraceEvent.Call exec = reading.calls().get(1);
        assertEquals(new Pid(5), exec.pid());
        assertEquals(new Arg.Text("/bin/true", false), exec.args().get(0));
        assertTrue(reading.events().contains(new TraceEvent.Superseded(3, new Pid(5), new Pid(7))));
        assertEquals(0, reading.summary().unparsed());
    }

    @Test
    void aChangedNumberIsFollowed() {
        Reading reading = Read.of(
                "7 execve(\"/bin/true\", [\"true\"], 0x7ffd /* 3 vars */ <pid changed to 5 ...>",
                "5 +++ superseded by execve in pid 7 +++",
                "5 <... execve resumed>) = 0");
        assertEquals(new Arg.Text("/bin/true", false), reading.call().args().get(0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "clone(child_stack=NULL, flags=SIGCHLDstrace: Process 32356 attached | , child_tidptr=0x7f07) = 32356 | clone",
                "clone3({flags=CLONE_VMstrace: Process 5008 attached | } => {parent_tid=[5008]}, 88) = 5008 | clone3",
                "write(1, \"ok\\n\", 3ok | )                     = 3 | write",
                "write(1, \"ok\", 2ok | ) = 2 | write",
            })
    void aLineThatWasCutInTwoIsMended(String first, String second, String name) {
        TraceEvent.Call call = Read.of(first, second).call();
        assertEquals(name, call.name());
        assertTrue(call.outcome().succeeded());
    }

    @Test
    void aNoteInTheMiddleOfALineIsReadToo() {
        Reading reading = Read.of(
                "[pid 9] vfork(strace: Process 32353 attached",
                " <unfinished ...>",
                "[pid 32353] close(3) = 0",
                "[pid 9] <... vfork resumed>) = 32353");
        assertEquals(
                new TraceEvent.Note(1, "strace: Process 32353 attached"),
                reading.events().get(0));
        assertEquals(
                new TraceEvent.Call(1, new Pid(9), "vfork", List.of(), new Outcome.Returned(32353), false),
                reading.calls().get(1));
        assertEquals(0, reading.summary().unparsed());
    }

    @Test
    void aResumedCallFindsItsBeginningThoughTheMarkIsLost() {
        Reading reading =
                Read.of("[pid 9] read(3, strace: Process 10 attached", "[pid 9] <... read resumed>\"x\", 1) = 1");
        assertEquals(READ, reading.call().args());
    }

    @Test
    void aBrokenLineGoesOnInFrontOfAnEvent() {
        Reading reading = Read.of("[pid 9] write(1, \"a\\n\", 2a", ") = 2[pid 10] close(3) = 0");
        assertEquals(
                List.of("write", "close"),
                reading.calls().stream().map(TraceEvent.Call::name).toList());
        assertEquals(0, reading.summary().unparsed());
    }

    @Test
    void aCallWithoutABeginningHasNoArgumentsAlsoWhenItDoesNotEnd() {
        assertEquals(
                new TraceEvent.Call(1, new Pid(9), "read", List.of(), new Outcome.Unfinished(), false),
                Read.of("9 <... read resumed>\"x\",  <unfinished ...>").call());
    }

    @Test
    void severalLinesOfTheProgramsOutputAreNoObstacle() {
        Reading reading = Read.of("write(1, \"a\\n\\nb\\n\", 5a", "", "b", ") = 5", "close(1) = 0");
        assertEquals(2, reading.calls().size());
        assertEquals(new ParseSummary(5, 2, 0, 0), reading.summary());
    }

    @Test
    void outputInFrontOfANumberedLineIsPassedOver() {
        Reading reading = Read.of("Loading simple:1...[pid   418] 22:30:35.463775 close(3) = 0");
        assertEquals(new Pid(418), reading.call().pid());
    }

    @Test
    void whatCanNotBeMendedIsUnparsedLineByLine() {
        Reading reading = Read.of("5 open(\"/etc/pas", "swd", "5 close(3) = 0");
        assertEquals(
                List.of(
                        new TraceEvent.Unparsed(1, "open(\"/etc/pas", "the line ends inside of a call"),
                        new TraceEvent.Unparsed(2, "swd", "not a line of strace")),
                reading.unparsed());
        assertEquals(1, reading.calls().size());
    }

    @Test
    void whatAProgramWroteIsNoResult() {
        Reading reading = Read.of("write(1, \") = -1\\n\", 7) = -1", ")                 = 7", "close(3) = 0");
        assertEquals(List.of(), reading.unparsed());
        assertEquals(
                List.of(new Outcome.Returned(7), new Outcome.Returned(0)),
                reading.calls().stream().map(TraceEvent.Call::outcome).toList());
        assertEquals(3, reading.calls().get(0).args().size());
        assertEquals(
                List.of("write", "openat"),
                Read.of("write(2, \"x\", 28/w/) = 0 open(\"/z) = 28", "openat(AT_FDCWD, \"/y\", O_RDONLY) = 3")
                        .calls()
                        .stream()
                        .map(TraceEvent.Call::name)
                        .toList());
    }

    @Test
    void theLastLineMayBreakOff() {
        TraceEvent.Call call =
                Read.of("poll([{fd=6, events=POLLIN}], 1, 3600000").call();
        assertEquals(new Outcome.Unfinished(), call.outcome());
        assertEquals(3, call.args().size());
        assertEquals(
                new Arg.Word("\"/etc/pas"),
                Read.of("open(\"/etc/pas").call().args().get(0));
    }

    @Test
    void callsThatNobodyWantsAreCountedInAllTheirForms() {
        Reading reading = Read.of(
                Reading.only("close"),
                "1 read(3,  <unfinished ...>",
                "1 <... read resumed>\"x\", 1) = 1",
                "2 write(1, \"ok\\n\", 3ok",
                ") = 3",
                "2 clone(child_stack=NULL, flags=SIGCHLD) = 3",
                "3 getpid() = 3",
                "3 read(3,  <unfinished ...>",
                "3 close(3) = 0");
        assertEquals(new ParseSummary(8, 1, 5, 0), reading.summary());
        assertEquals("close", reading.call().name());
    }

    /** -qqq, or -e quiet=superseded, leaves out the line that says who took over. */
    @Test
    void anExecInAThreadIsFoundWithoutTheLineThatTellsOfIt() {
        Reading reading = Read.of(
                "5 clone3({flags=CLONE_VM|CLONE_FS|CLONE_THREAD, child_tid=0x7f} => {parent_tid=[7]}, 88) = 7",
                "5 clone(child_stack=NULL, flags=SIGCHLD) = 8",
                "8 execve(\"/bin/other\", [\"other\"], 0x7ffd /* 3 vars */ <unfinished ...>",
                "7 execve(\"/bin/true\", [\"true\"], 0x7ffd /* 3 vars */ <unfinished ...>",
                "5 futex(0x7f, FUTEX_WAIT, 2, NULL) = ?",
                "5 <... execve resumed>) = 0",
                "8 <... execve resumed>) = 0");
        assertEquals(
                List.of("5 clone3", "5 clone", "5 futex", "5 execve", "8 execve"),
                reading.calls().stream()
                        .map(call -> call.pid() + " " + call.name())
                        .toList());
        assertEquals(
                new Arg.Text("/bin/true", false), reading.calls().get(3).args().get(0));
        assertEquals(
                List.of(new TraceEvent.Superseded(6, new Pid(5), new Pid(7))),
                reading.all(TraceEvent.Superseded.class));
    }

    @Test
    void anExecInAThreadOfUnknownBirthIsFoundIfThereIsOnlyOne() {
        Reading reading = Read.of(
                "7 execve(\"/bin/true\", [\"true\"], 0x7ffd /* 3 vars */ <pid changed to 5 ...>",
                "5 <... execve resumed>) = 0");
        assertEquals(new Pid(5), reading.call().pid());
        assertEquals(new Arg.Text("/bin/true", false), reading.call().args().get(0));
    }

    @Test
    void anExecIsNotTakenFromAnotherProcessNorGuessedOfTwo() {
        Reading child = Read.of(
                "5 fork() = 7",
                "7 execve(\"/bin/true\", [\"true\"], 0x7ffd /* 3 vars */ <unfinished ...>",
                "5 <... execve resumed>) = 0");
        assertEquals(List.of(), child.calls().get(1).args());
        Reading two = Read.of(
                "7 execve(\"/bin/true\", [\"true\"], 0x7ffd /* 3 vars */ <unfinished ...>",
                "8 execve(\"/bin/false\", [\"false\"], 0x7ffd /* 3 vars */ <unfinished ...>",
                "5 <... execve resumed>) = 0");
        assertEquals(List.of(), two.calls().get(0).args());
        assertEquals(List.of(), two.all(TraceEvent.Superseded.class));
    }

    @ParameterizedTest
    @CsvSource({
        "/usr/bin/strace",
        "./strace",
        "../src/strace",
        "strace-6.8",
        "/opt/bin/strace64",
        "/opt/x86_64-linux-gnu-strace",
        "trace.sh"
    })
    void aLineIsMendedThatANoteCutUnderWhateverNameStraceWasCalled(String name) {
        Reading reading = Read.of(
                name + ": Process 11 attached",
                "[pid    11] chdir(\"/srv\"" + name + ": Process 12 attached",
                ")    = 0",
                "[pid    12] clone(child_stack=NULL, flags=SIGCHLD" + name + ": Process 13 attached",
                ") = 13");
        assertEquals(
                List.of(new Arg.Text("/srv", false)), reading.calls().get(0).args());
        assertEquals(
                new Arg.Word("flags=SIGCHLD"), reading.calls().get(1).args().get(1));
        assertEquals(new ParseSummary(5, 2, 0, 0), reading.summary());
        assertEquals(
                new TraceEvent.Note(4, name + ": Process 13 attached"),
                reading.all(TraceEvent.Note.class).get(2));
    }

    @ParameterizedTest
    @CsvSource({"/usr/bin/strace", "./strace", "strace-6.8", "/opt/bin/strace64"})
    void theFirstNoteOfAllMayCutALine(String name) {
        Reading reading = Read.of("clone(child_stack=NULL, flags=SIGCHLD" + name + ": Process 13 attached", ") = 13");
        assertEquals(new Arg.Word("flags=SIGCHLD"), reading.call().args().get(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "10 openat(AT_FDCWD, \"/b\", O_RDONLY <unfinished ...> | 10 <... openat resumed>)     ",
                "10 openat(AT_FDCWD, \"/b\", O_RDONLY <unfinished ...> | 10 <... openat resumed>",
                "11 close(3) = 0 | 10 openat(AT_FDCWD, \"/b\", O_RDONLY)      ",
                "11 close(3) = 0 | 10 openat(AT_FDCWD, \"/b\", O_RDONLY)      = ",
                "11 close(3) = 0 | 10 openat(AT_FDCWD, \"/b\", O_RDONLY)      = 3</b",
                "11 close(3) = 0 | 10 openat(AT_FDCWD, \"/b\", O_RDONLY)      = 0x",
                "11 close(3) = 0 | 10 openat(AT_FDCWD, \"/b\", O_RDONLY)      = -",
            })
    void aCallOfWhichTheTracesLastLineLacksTheResultIsUnfinished(String first, String last) {
        Reading reading = Read.ofBytes(Reading.ALL, (first.strip() + "\n" + last).getBytes(StandardCharsets.US_ASCII));
        TraceEvent.Call open = reading.calls().get(reading.calls().size() - 1);
        assertEquals("openat", open.name());
        assertEquals(new Arg.Text("/b", false), open.args().get(1));
        assertEquals(3, open.args().size());
        assertEquals(new Outcome.Unfinished(), open.outcome());
        assertEquals(0, reading.summary().unparsed());
    }

    @ParameterizedTest
    @CsvSource({"' = -1'", "' = -1 '"})
    void anErrorWithoutItsNameIsNoSuccess(String end) {
        assertEquals(
                new Outcome.Unknown(""),
                Read.of("10 stat(\"/x\", 0x7f)" + end).call().outcome());
    }
}
