package io.jaildeps.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jaildeps.fixtures.Requires;
import io.jaildeps.fixtures.TreeDump;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Ends {@code jaildeps trace} at every moment. After Ctrl-C or SIGTERM nothing of it is left, after SIGKILL nothing is
 * after the next run.
 */
class KillTest {
    /** {@code -Djaildeps.kills=300} for a long hunt. */
    private static final int KILLS = Integer.getInteger("jaildeps.kills", 6);

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    /** Forks two children and a daemon that left its session, and has a socket; none of them goes by itself. */
    private static final String TARGET = """
            use POSIX;
            use IO::Socket::UNIX;
            $SIG{HUP} = 'IGNORE';
            for (1, 2) {
                if (!fork) { $SIG{TERM} = 'IGNORE'; sleep 1000 while 1; }
            }
            if (!fork) {
                POSIX::setsid();
                exit 0 if fork;
                $SIG{TERM} = 'IGNORE';
                chdir "/";
                sleep 1000 while 1;
            }
            unlink "$ARGV[0]/socket";
            my $listener = IO::Socket::UNIX->new(Local => "$ARGV[0]/socket", Listen => 5) or die "$!\\n";
            while (my $client = $listener->accept) { print {$client} "here\\n"; close $client; }
            """;

    /** Leaves a note for the test, then takes a while: also a child of the exercise must go. */
    private static final String EXERCISE = """
            set -e
            note=exercised-host
            if [ -n "$ROOT" ]; then note=exercised-jail; fi
            touch "$WORK/$note"
            sleep 0.4
            """;

    private static final AtomicInteger MARKS = new AtomicInteger();

    private Trial trial;
    private Path work;

    @BeforeEach
    void makeTrial() throws IOException {
        Requires.root();
        trial = new Trial();
        work = trial.work();
        Files.createDirectory(work.resolve("run"));
        Files.writeString(work.resolve("target"), TARGET);
        Files.writeString(work.resolve("exercise"), EXERCISE.replace("$WORK", work.toString()));
    }

    @AfterEach
    void removeTrial() throws IOException {
        if (trial != null) {
            trial.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_interrupt_leaves_nothing(Moment moment) throws Exception {
        end(moment, "INT");
    }

    @ParameterizedTest
    @EnumSource
    void a_termination_leaves_nothing(Moment moment) throws Exception {
        end(moment, "TERM");
    }

    @ParameterizedTest
    @EnumSource
    void after_a_kill_the_next_run_leaves_nothing(Moment moment) throws Exception {
        end(moment, "KILL");
    }

    @Test
    void at_any_moment_too() throws Exception {
        Random random = new Random(1);
        Instant begin = Instant.now();
        Run whole = start();
        assertTrue(whole.process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS), "not even one run ends");
        assertEquals(0, whole.process.exitValue(), whole::words);
        long millis = Duration.between(begin, Instant.now()).toMillis();
        for (int i = 1; i <= KILLS; i++) {
            String signal = List.of("INT", "TERM", "KILL").get(i % 3);
            Run run = start();
            boolean ended = run.process.waitFor(random.nextLong(millis), TimeUnit.MILLISECONDS);
            if (!ended) {
                run.signal(signal);
            }
            check(run, signal, ended);
        }
    }

    private void end(Moment moment, String signal) throws Exception {
        Run run = start();
        Instant patience = Instant.now().plus(PATIENCE);
        boolean ended = false;
        while (!moment.reached(run.process.pid(), work, trial.manifest())) {
            ended = run.process.waitFor(1, TimeUnit.MILLISECONDS);
            assertFalse(ended && moment != Moment.AFTER, () -> "ended before " + moment + "\n" + run.words());
            assertTrue(Instant.now().isBefore(patience), () -> moment + " never came\n" + run.words());
            if (ended) {
                break;
            }
        }
        if (!ended) {
            run.signal(signal);
        }
        check(run, signal, ended);
    }

    private void check(Run run, String signal, boolean endedBefore) throws Exception {
        assertTrue(
                run.process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS),
                () -> "still runs after SIG" + signal + "\n" + run.words());
        int status = run.process.exitValue();
        int expected = 128 + Map.of("INT", 2, "TERM", 15, "KILL", 9).get(signal);
        assertTrue(
                status == expected || status == 0,
                () -> "status " + status + " after SIG" + signal + (endedBefore ? ", which came late" : "") + "\n"
                        + run.words());
        assertFalse(run.err().contains("bug of jaildeps"), run::words);
        if (signal.equals("KILL")) {
            Finished next = Jaildeps.run(
                    "trace", "--no-verify", "--output", trial.file("next.json").toString(), "--", "true");
            assertEquals(0, next.status(), next::words);
            Files.delete(trial.file("next.json"));
        }
        assertEquals(Set.of(), leftovers(run), () -> "left after SIG" + signal + "\n" + run.words());
        checkResults(run);
    }

    /** A process that was killed is gone a moment later. */
    private static Set<String> leftovers(Run run) throws Exception {
        Instant patience = Instant.now().plus(Duration.ofSeconds(2));
        while (true) {
            Set<String> found = new Leftovers(run.process.pid(), run.mark).find();
            if (found.isEmpty() || Instant.now().isAfter(patience)) {
                return found;
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    /** Nothing or everything: no half-written manifest, no half-built jail, nothing beside them. */
    private void checkResults(Run run) throws Exception {
        if (Files.exists(trial.manifest())) {
            assertTrue(
                    new ObjectMapper()
                                    .readTree(trial.manifest().toFile())
                                    .path("entries")
                                    .size()
                            > 5,
                    run::words);
        }
        if (Files.exists(trial.jail())) {
            Path again = trial.file("again");
            Finished built = Jaildeps.run("build", trial.manifest().toString(), again.toString());
            assertEquals(0, built.status(), built::words);
            assertEquals(TreeDump.of(again), TreeDump.of(trial.jail()), run::words);
            TreeRemoval.of(again);
            TreeRemoval.of(trial.file(".again.jaildeps"));
        }
        Set<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.list(work.getParent())) {
            files.forEach(file -> names.add(file.getFileName().toString()));
        }
        names.removeAll(Set.of("work", "out", "err", "m.json", "m.lock", "jail", ".jail.jaildeps"));
        assertEquals(Set.of(), names, run::words);
    }

    private Run start() throws IOException {
        TreeRemoval.of(trial.jail());
        TreeRemoval.of(trial.file(".jail.jaildeps"));
        for (Path file : List.of(
                trial.manifest(),
                work.resolve("exercised-host"),
                work.resolve("exercised-jail"),
                work.resolve("run/socket"))) {
            Files.deleteIfExists(file);
        }
        String mark = "jaildeps-mark-" + ProcessHandle.current().pid() + "-" + MARKS.incrementAndGet();
        List<String> arguments = new ArrayList<>(
                List.of("trace", "-v", "--output", trial.manifest().toString()));
        arguments.addAll(List.of("--jail", trial.jail().toString()));
        arguments.addAll(List.of("--ready", "unix:" + work.resolve("run/socket"), "--env", "MARK=" + mark));
        arguments.addAll(List.of("--exercise", "export MARK=" + mark + "; sh '" + work.resolve("exercise") + "'"));
        arguments.addAll(List.of(
                "--",
                "perl",
                work.resolve("target").toString(),
                work.resolve("run").toString()));
        Process process = Jaildeps.builder(arguments)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(trial.file("out").toFile())
                .redirectError(trial.file("err").toFile())
                .start();
        return new Run(process, mark, trial.file("err"));
    }

    private record Run(Process process, String mark, Path errors) {
        void signal(String name) throws IOException, InterruptedException {
            ProcessBuilder kill = new ProcessBuilder("/bin/kill", "-" + name, Long.toString(process.pid()));
            Finished.of(kill, PATIENCE); // the process may have ended just now
        }

        String err() {
            try {
                return Files.readString(errors);
            } catch (IOException unreadable) {
                return unreadable.toString();
            }
        }

        String words() {
            return "pid " + process.pid() + "\nstderr: " + err();
        }
    }
}
