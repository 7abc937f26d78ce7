package io.jaildeps.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jaildeps.access.AccessKind;
import io.jaildeps.access.Accesses;
import io.jaildeps.access.AskedPath;
import io.jaildeps.access.Creation;
import io.jaildeps.access.FileAccess;
import io.jaildeps.access.RunFacts;
import io.jaildeps.manifest.Ready;
import io.jaildeps.path.JailPath;
import io.jaildeps.trace.ParseSummary;
import io.jaildeps.trace.Pid;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JudgeTest {
    private static final PassResult.Ending STAYED = new PassResult.Ending.Stayed();
    private static final PassResult.Ending KILLED = new PassResult.Ending.Killed("SIGSEGV");
    private static final PassResult.Ending NOT_READY = new PassResult.Ending.NotReady("tcp:22");

    private static PassResult.Ending exited(int status) {
        return new PassResult.Ending.Exited(status);
    }

    private static FileAccess failure(long line, String path, String errno) {
        return new FileAccess(
                line,
                new FileAccess.Actor(new Pid(1), "/bin/x"),
                "openat",
                AccessKind.READ,
                Creation.NEVER,
                new FileAccess.Place(AskedPath.of(JailPath.of(path)), true, ""),
                errno);
    }

    private static PassResult pass(PassResult.Ending ending, int... exercises) {
        return pass(ending, List.of(), exercises);
    }

    private static PassResult pass(PassResult.Ending ending, List<FileAccess> failures, int... exercises) {
        Accesses accesses = new Accesses();
        failures.forEach(accesses);
        return new PassResult(
                accesses,
                new RunFacts(),
                ending,
                new Ready.Exit(),
                IntStream.of(exercises)
                        .mapToObj(status -> new PassResult.ExerciseResult("curl x\nmore", status, ""))
                        .toList(),
                failures,
                new PassResult.Reading(new ParseSummary(0, 0, 0, 0), false, exercises.length, 1),
                new PassResult.Output("", "", "", false, WrittenFiles.NONE));
    }

    private static final Verdict CLEAN = new Verdict.Clean(OutputDifference.NONE);

    private static String reason(PassResult host, PassResult jail) {
        return assertInstanceOf(Verdict.Missing.class, Judge.jail(host, jail)).reason();
    }

    @Test
    void aTargetThatDoesTheSameInBothIsClean() {
        assertEquals(CLEAN, Judge.jail(pass(STAYED, 0, 0), pass(STAYED, 0, 0)));
        assertEquals(CLEAN, Judge.jail(pass(exited(0)), pass(exited(0))));
        assertEquals(CLEAN, Judge.jail(pass(exited(3)), pass(exited(3))));
    }

    @Test
    void anotherExitStatusIsMissing() {
        assertEquals(
                "it exited with status 1, on the host it exited with status 0",
                reason(pass(exited(0)), pass(exited(1))));
    }

    @Test
    void exitingInsteadOfStayingIsMissing() {
        assertEquals("it exited with status 0, on the host it stayed", reason(pass(STAYED), pass(exited(0))));
        assertEquals("it stayed, on the host it exited with status 0", reason(pass(exited(0)), pass(STAYED)));
    }

    @Test
    void aSignalIsMissingEvenIfTheHostHadItToo() {
        assertEquals("it was killed by SIGSEGV", reason(pass(STAYED), pass(KILLED)));
        assertEquals("it was killed by SIGSEGV", reason(pass(KILLED), pass(KILLED)));
    }

    @Test
    void notBeingReadyIsMissing() {
        assertEquals("it was not ready in time (tcp:22)", reason(pass(STAYED), pass(NOT_READY)));
    }

    @Test
    void anExerciseThatFailsIsMissing() {
        assertEquals("the exercise failed with status 7: curl x", reason(pass(STAYED, 0, 0), pass(STAYED, 0, 7)));
    }

    @Test
    void aHostThatFailsCanNotBeJudgedBy() {
        assertEquals(Optional.empty(), Judge.host(pass(exited(0)), 0, new Ready.Guess()));
        assertEquals(Optional.empty(), Judge.host(pass(exited(2)), 2, new Ready.Guess()));
        assertEquals(Optional.empty(), Judge.host(pass(STAYED, 0), 0, new Ready.Guess()));
        assertEquals(
                "it exited with status 1",
                Judge.host(pass(exited(1)), 0, new Ready.Guess()).orElseThrow().reason());
        assertEquals(
                "it exited with status 0",
                Judge.host(pass(exited(0)), 2, new Ready.Guess()).orElseThrow().reason());
        assertEquals(
                "it was killed by SIGSEGV",
                Judge.host(pass(KILLED), 0, new Ready.Guess()).orElseThrow().reason());
        assertTrue(Judge.host(pass(NOT_READY), 0, new Ready.Guess()).isPresent());
        assertTrue(Judge.host(pass(STAYED, 1), 0, new Ready.Guess()).isPresent());
    }

    private static List<String> events(List<FileAccess> failures) {
        Verdict verdict = Judge.jail(pass(exited(0)), pass(exited(1), failures));
        return assertInstanceOf(Verdict.Missing.class, verdict).events().stream()
                .map(event -> event.place().asked().toString())
                .toList();
    }

    @Test
    void aServerThatWasToGetReadyAndExitedIsNone() {
        assertEquals(
                "it exited with status 0 and was never ready (tcp:99)",
                Judge.host(pass(exited(0)), 0, Ready.parse("tcp:99"))
                        .orElseThrow()
                        .reason());
        assertEquals(Optional.empty(), Judge.host(pass(exited(0)), 0, new Ready.Exit()));
    }

    @Test
    void theLastFailureIsTheLikeliestCause() {
        assertEquals(
                List.of("/etc/b", "/etc/a"),
                events(List.of(failure(1, "/etc/a", "ENOENT"), failure(2, "/etc/b", "EACCES"))));
    }

    @Test
    void usualProbesAreNamedOnlyIfThereIsNothingElse() {
        FileAccess preload = failure(9, "/etc/ld.so.preload", "ENOENT");
        assertEquals(List.of("/etc/a"), events(List.of(failure(1, "/etc/a", "ENOENT"), preload)));
        assertEquals(List.of("/etc/l"), events(List.of(failure(1, "/etc/l", "ELOOP"), preload)));
        assertEquals(List.of("/etc/ld.so.preload"), events(List.of(preload)));
    }

    @Test
    void tenAreEnough() {
        assertEquals(
                10,
                events(IntStream.range(0, 50)
                                .mapToObj(i -> failure(i, "/etc/f" + i, "ENOENT"))
                                .toList())
                        .size());
    }
}
