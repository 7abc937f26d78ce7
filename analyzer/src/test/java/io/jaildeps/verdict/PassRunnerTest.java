package io.jaildeps.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jaildeps.access.AskedPath;
import io.jaildeps.host.Tools;
import io.jaildeps.manifest.Ready;
import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import io.jaildeps.trace.Pid;
import io.jaildeps.trace.TraceSystem;
import io.jaildeps.tracer.CannotTrace;
import io.jaildeps.tracer.Confinement;
import io.jaildeps.tracer.Needed;
import io.jaildeps.tracer.RunSpec;
import io.jaildeps.tracer.Tracer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real processes under a real tracer; after each run nothing of it is left. */
@Timeout(60)
class PassRunnerTest {
    private static final Tracer STRACE = Tracer.at(Tools.find("strace").orElse("/usr/bin/strace"), TraceSystem.LINUX)
            .orElseThrow();

    @TempDir
    Path folder;

    private Duration timeout = Duration.ofSeconds(20);
    private final List<String> exercises = new ArrayList<>();

    @BeforeEach
    void tracer() {
        Needed.tool("strace");
    }

    private PassResult run(String ready, String... command) throws Exception {
        RunSpec spec = new RunSpec(
                List.of(command),
                JailPath.ofBytes(HostPath.of(folder).bytes()),
                Map.of("PATH", "/usr/bin:/bin", "LC_ALL", "C.UTF-8"),
                RunSpec.Identity.SAME,
                new Confinement.None(),
                new RunSpec.Tracing(STRACE, false, false, false),
                new RunSpec.Files(HostPath.of("/dev/null"), file("trace"), file("stdout"), file("stderr")));
        PassPlan plan = new PassPlan(
                spec, HostPath.ROOT, Ready.parse(ready), exercises, Map.of("NAME", "value"), Optional.empty(), timeout);
        return new PassRunner(System::nanoTime, run -> {}).run(plan);
    }

    private HostPath file(String name) {
        return HostPath.of(folder.resolve(name));
    }

    private PassResult shell(String ready, String script) throws Exception {
        return run(ready, "/bin/sh", "-c", script);
    }

    /** The processes that wrote their numbers into the file. */
    private List<Pid> pids(String name) throws Exception {
        List<Pid> pids = Files.readAllLines(folder.resolve(name)).stream()
                .map(line -> new Pid(Integer.parseInt(line.strip())))
                .toList();
        assertTrue(!pids.isEmpty());
        return pids;
    }

    private void nothingIsLeft() throws Exception {
        assertEquals(List.of(), Needed.living(pids("pids")));
    }

    @Test
    void anExitStatusIsTheTargets() throws Exception {
        assertEquals(new PassResult.Ending.Exited(0), shell("exit", "exit 0").ending());
        assertEquals(new PassResult.Ending.Exited(7), shell("exit", "exit 7").ending());
        assertEquals(
                new PassResult.Ending.Exited(137), shell("exit", "exit 137").ending());
    }

    @Test
    void aSignalThatWasNotOursIsTheTargets() throws Exception {
        assertEquals(
                new PassResult.Ending.Killed("SIGSEGV"),
                shell("exit", "kill -SEGV $$").ending());
    }

    @Test
    void whatWasDoneIsSeen() throws Exception {
        PassResult result = shell("exit", "cat /etc/hostname; cd /etc; test -e none; echo oops >&2");
        assertTrue(result.accesses()
                .use(AskedPath.of(JailPath.of("/etc/hostname")))
                .isPresent());
        assertEquals("oops\n", result.output().stderr());
        assertTrue(result.lastFailures().stream()
                .anyMatch(access -> access.place().asked().toString().equals("/etc/none")));
    }

    @Test
    void argumentsArriveAsTheyAre() throws Exception {
        assumeTrue("UTF-8".equals(System.getProperty("sun.jnu.encoding")), "the locale is not one of UTF-8");
        String bytes = " -x\n'\"$(id)\u00c3\u00a4";
        assertEquals(
                bytes,
                run("exit", "/bin/sh", "-c", "printf %s \"$1\"", "sh", bytes)
                        .output()
                        .stdout());
    }

    @Test
    void aTargetThatStaysIsEnded() throws Exception {
        PassResult result = shell("log:ready", "echo $$ > pids; echo ready; exec sleep 300");
        assertEquals(new PassResult.Ending.Stayed(), result.ending());
        assertEquals(new Ready.Log("ready"), result.found());
        nothingIsLeft();
    }

    @Test
    void childrenOfItsAreEndedToo() throws Exception {
        shell(
                "log:ready",
                "for i in 1 2 3; do (exec sleep 300) & echo $! >> pids; done; echo $$ >> pids; echo ready; wait");
        assertEquals(4, pids("pids").size());
        nothingIsLeft();
    }

    @Test
    void whoDoesNotListenToTermIsKilled() throws Exception {
        shell(
                "log:ready",
                "trap '' TERM; echo $$ > pids; (trap '' TERM; sh -c 'echo $$ >> pids; trap \"\" TERM; sleep 300') & "
                        + "sleep 0.2; echo ready; while :; do sleep 300; done");
        assertEquals(2, pids("pids").size());
        nothingIsLeft();
    }

    @Test
    void aDaemonIsEndedThoughItsParentIsGone() throws Exception {
        PassResult result = shell(
                "file:" + folder + "/up",
                "setsid sh -c '(echo $$ >> pids; sh -c \"echo \\$\\$ >> pids; touch up; exec sleep 300\" &) ; exit 0' "
                        + "</dev/null >/dev/null 2>&1 & exit 0");
        assertEquals(new PassResult.Ending.Stayed(), result.ending());
        nothingIsLeft();
    }

    @Test
    void whoForksWhileBeingEndedIsEnded() throws Exception {
        shell(
                "log:ready",
                "trap 'sleep 300 & echo $! >> pids; exit' TERM; echo $$ >> pids; echo ready; while :; do sleep 0.1; done");
        nothingIsLeft();
    }

    @Test
    void whatIsNotReadyInTimeIsEnded() throws Exception {
        timeout = Duration.ofMillis(600);
        PassResult result = shell("tcp:1", "echo $$ > pids; exec sleep 300");
        assertEquals(new PassResult.Ending.NotReady("tcp:1"), result.ending());
        nothingIsLeft();
    }

    @Test
    void whatExitsBeforeItIsReadyHasExited() throws Exception {
        PassResult result = shell("file:/nothing/here", "exit 3");
        assertEquals(new PassResult.Ending.Exited(3), result.ending());
        assertEquals(new Ready.Exit(), result.found());
    }

    @Test
    void aFileASocketOrSilenceMayBeTheSign() throws Exception {
        assertEquals(
                new Ready.FileExists(JailPath.of(folder + "/up")),
                shell("file:" + folder + "/up", "sleep 0.2; touch up; exec sleep 300")
                        .found());
        assertEquals(
                new Ready.Quiet(Duration.ofMillis(300)),
                shell("quiet:0.3", "exec sleep 300").found());
    }

    @Test
    void exercisesRunWhenItIsReady() throws Exception {
        exercises.add("test -e " + folder + "/up && echo $NAME$ROOT");
        exercises.add("exit 0");
        PassResult result = shell("file:" + folder + "/up", "sleep 0.2; touch up; exec sleep 300");
        assertEquals(
                List.of("value\n", ""),
                result.exercises().stream()
                        .map(PassResult.ExerciseResult::output)
                        .toList());
        assertTrue(result.exercises().stream().allMatch(PassResult.ExerciseResult::succeeded));
    }

    @Test
    void anExerciseIsTriedAgainUntilTheTargetAnswers() throws Exception {
        exercises.add("test -e " + folder + "/answer");
        PassResult result = shell("log:ready", "echo ready; sleep 0.5; touch answer; exec sleep 300");
        assertEquals(0, result.exercises().get(0).status());
    }

    @Test
    void afterAnExerciseThatFailsForGoodTheRestIsNotTried() throws Exception {
        exercises.add("exit 9");
        exercises.add("exit 0");
        PassResult result = shell("log:ready", "echo ready; sleep 0.3; exit 0");
        assertEquals(
                List.of(9),
                result.exercises().stream()
                        .map(PassResult.ExerciseResult::status)
                        .toList());
    }

    @Test
    void aTargetThatCanNotBeStartedSaysSo() {
        CannotTrace failure = assertThrows(CannotTrace.class, () -> run("exit", "/nothing/here"));
        assertTrue(String.valueOf(failure.getMessage()).contains("/nothing/here"), failure.getMessage());
    }
}
