package io.jaildeps.trace.strace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jaildeps.fixtures.Recorded;
import io.jaildeps.trace.Arg;
import io.jaildeps.trace.CallFilter;
import io.jaildeps.trace.Outcome;
import io.jaildeps.trace.ParseSummary;
import io.jaildeps.trace.Pid;
import io.jaildeps.trace.Reading;
import io.jaildeps.trace.TraceEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StraceFilesTest {
    @TempDir
    private Path folder;

    @Test
    void onlyFilesWithANumberBelongToTheSet() throws IOException {
        Files.writeString(folder.resolve("t.12"), "");
        Files.writeString(folder.resolve("t.txt"), "");
        Files.writeString(folder.resolve("t"), "");
        Files.writeString(folder.resolve("other.13"), "");
        assertEquals(Map.of(new Pid(12), folder.resolve("t.12")), StraceFiles.find(folder.resolve("t")));
    }

    @Test
    void aRecordedSetIsReadWholeAndChildrenComeAfterTheirBirth() throws IOException {
        List<TraceEvent> events = new ArrayList<>();
        ParseSummary summary = new StraceFiles(Reading.ALL)
                .parse(StraceFiles.find(Recorded.fixture("traces/own-strace61/ff.out")), events::add);
        assertEquals(0, summary.unparsed());
        Set<Pid> born = new HashSet<>();
        for (TraceEvent event : events) {
            if (event instanceof TraceEvent.Call call) {
                if (born.isEmpty()) {
                    born.add(call.pid());
                }
                assertEquals(true, born.contains(call.pid()), call.toString());
                boolean forks = Set.of("clone", "clone3", "vfork").contains(call.name());
                if (forks && call.outcome() instanceof Outcome.Returned returned) {
                    born.add(new Pid((int) returned.value()));
                }
            }
        }
        assertEquals(7, born.size());
    }

    @Test
    void withoutTimesAChildFollowsTheCallThatMadeIt() throws IOException {
        Files.writeString(folder.resolve("t.20"), "close(1) = 0\nvfork() = 10\nclose(2) = 0\n");
        Files.writeString(folder.resolve("t.10"), "close(3) = 0\n");
        assertEquals(List.of("20 1", "20 vfork", "10 3", "20 2"), read(Reading.ALL));
        assertEquals(List.of("20 1", "10 3", "20 2"), read(Reading.only("close")));
    }

    @Test
    void withTimesTheFilesAreMergedByThem() throws IOException {
        Files.writeString(folder.resolve("t.10"), """
                1795301602.000001 close(1) = 0
                1795301602.000002 clone(flags=SIGCHLD) = 11
                1795301602.000005 close(5) = 0
                1795301602.000007 +++ exited with 0 +++
                """);
        Files.writeString(
                folder.resolve("t.11"),
                "1795301602.000004 close(4) = 0\n1795301602.000006 close(6) = 0\n1795301602.000008 close(8) = 0\n");
        assertEquals(List.of("10 1", "10 clone", "11 4", "10 5", "11 6", "11 8"), read(Reading.ALL));
    }

    @Test
    void timesOfDayGoOnAfterMidnight() throws IOException {
        Files.writeString(
                folder.resolve("t.10"),
                "23:59:58 close(1) = 0\n23:59:59 fork() = 11\n00:00:02 close(3) = 0\n00:00:04 close(5) = 0\n");
        Files.writeString(folder.resolve("t.11"), "00:00:01 close(2) = 0\n00:00:03 close(4) = 0\n");
        assertEquals(List.of("10 1", "10 fork", "11 2", "10 3", "11 4", "10 5"), read(Reading.ALL));
    }

    @Test
    void anExecInAThreadGoesOnInTheLeadersFile() throws IOException {
        Files.writeString(folder.resolve("t.10"), """
                clone(flags=CLONE_THREAD) = 11
                pause() = ?
                +++ superseded by execve in pid 11 +++
                <... execve resumed>) = 0
                """);
        Files.writeString(
                folder.resolve("t.11"), "execve(\"/bin/true\", [\"true\"], 0x7f /* 1 var */ <pid changed to 10 ...>\n");
        List<TraceEvent> events = new ArrayList<>();
        new StraceFiles(Reading.ALL).parse(StraceFiles.find(folder.resolve("t")), events::add);
        TraceEvent.Call exec = (TraceEvent.Call) events.get(3);
        assertEquals(new Arg.Text("/bin/true", false), exec.args().get(0));
        assertEquals(new Outcome.Returned(0), exec.outcome());
    }

    @Test
    void anExecInAThreadGoesOnInTheLeadersFileThoughNothingTellsOfIt() throws IOException {
        Files.writeString(folder.resolve("t.10"), """
                clone(flags=CLONE_THREAD) = 11
                pause() = ?
                <... execve resumed>) = 0
                """);
        Files.writeString(
                folder.resolve("t.11"), "execve(\"/bin/true\", [\"true\"], 0x7f /* 1 var */ <pid changed to 10 ...>\n");
        List<TraceEvent> events = new ArrayList<>();
        new StraceFiles(Reading.ALL).parse(StraceFiles.find(folder.resolve("t")), events::add);
        TraceEvent.Call exec = (TraceEvent.Call) events.get(3);
        assertEquals(new Pid(10), exec.pid());
        assertEquals(new Arg.Text("/bin/true", false), exec.args().get(0));
        assertEquals(new Outcome.Returned(0), exec.outcome());
    }

    @Test
    void aFileThatNobodysCallExplainsIsReadToo() throws IOException {
        Files.writeString(folder.resolve("t.10"), "clone(flags=SIGCHLD) = 10\nclose(1) = 0\n");
        assertEquals(List.of("10 clone", "10 1"), read(Reading.ALL));
    }

    private List<String> read(CallFilter filter) throws IOException {
        List<String> calls = new ArrayList<>();
        new StraceFiles(filter).parse(StraceFiles.find(folder.resolve("t")), event -> {
            if (event instanceof TraceEvent.Call call) {
                boolean close = call.name().equals("close");
                calls.add(call.pid() + " " + (close ? ((Arg.Word) call.args().get(0)).text() : call.name()));
            }
        });
        return calls;
    }
}
