package io.jaildeps.jail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jaildeps.fixtures.Requires;
import io.jaildeps.fixtures.TreeDump;
import io.jaildeps.path.HostPath;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JailKillTest {
    /** {@code -Djaildeps.kills=500} for a long hunt. */
    private static final int KILLS = Integer.getInteger("jaildeps.kills", 8);

    private static final List<String> LASTING =
            List.of(".jail.jaildeps", ".jail.jaildeps/lock", ".jail.jaildeps/manifest", ".jail.jaildeps/owned");

    private static final int LONGEST_MILLIS = 120;

    @TempDir
    Path folder;

    private Sandbox sandbox;

    @BeforeEach
    void makeHost() throws IOException {
        Requires.root();
        sandbox = Sandbox.in(folder);
        for (int i = 0; i < KilledBuilds.FILES; i++) {
            Path file = sandbox.write("lib/file" + i, "x".repeat(50_000) + i);
            Attributes.mode(file, 0644);
        }
    }

    @Test
    void aKilledBuildLeavesTheOldTreeOrTheNewOne() throws Exception {
        Set<Map<String, String>> trees = Set.of(tree(0), tree(1));
        Random random = new Random(1);
        for (int i = 0; i < KILLS; i++) {
            sandbox.build(KilledBuilds.manifest(0));
            sandbox.writeInJail("var/log/state", "state");
            killAfter(random.nextInt(LONGEST_MILLIS));
            if (i % 2 == 0) {
                letHelpersEnd();
                assertTrue(trees.contains(sandbox.dump()), "neither tree after kill " + i);
            }
            rebuild(i);
        }
    }

    @Test
    void aKilledFirstBuildLeavesNothingOrAWholeTree() throws Exception {
        Set<Map<String, String>> trees = Set.of(tree(0), tree(1));
        Random random = new Random(2);
        for (int i = 0; i < KILLS; i++) {
            Trees.remove(HostPath.of(sandbox.place()));
            Files.createDirectory(sandbox.place());
            killAfter(random.nextInt(LONGEST_MILLIS / 3));
            if (i % 2 == 0 && Files.exists(sandbox.jail())) {
                letHelpersEnd();
                sandbox.writeInJail("var/log/state", "state");
                assertTrue(trees.contains(sandbox.dump()), "no whole tree after kill " + i);
            }
            rebuild(i);
        }
    }

    @Test
    void ofTwoBuildsAtOnceOneIsRefusedAndTheJailIsWhole() throws Exception {
        Set<Map<String, String>> trees = Set.of(tree(0), tree(1));
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int i = 0; i < 5; i++) {
                CountDownLatch start = new CountDownLatch(2);
                List<Future<BuildResult>> results =
                        List.of(threads.submit(() -> buildAt(start, 0)), threads.submit(() -> buildAt(start, 1)));
                for (Future<BuildResult> result : results) {
                    assertTrue(
                            result.get() instanceof BuildResult.Built
                                    || result.get() instanceof BuildResult.Refused refused
                                            && refused.cause() == BuildResult.Cause.BUSY,
                            () -> result.toString());
                }
                sandbox.writeInJail("var/log/state", "state");
                assertTrue(trees.contains(sandbox.dump()));
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void anInterruptedBuildLeavesTheOldTreeOrTheNewOneAndNothingBeside() throws Exception {
        Set<Map<String, String>> trees = Set.of(tree(0), tree(1));
        sandbox.build(KilledBuilds.manifest(0));
        sandbox.writeInJail("var/log/state", "state");
        for (int i = 0; i < 30; i++) {
            int turn = i % 2;
            CountDownLatch start = new CountDownLatch(1);
            ExecutorService thread = Executors.newSingleThreadExecutor();
            Future<BuildResult> result = thread.submit(() -> buildAt(start, turn));
            start.await();
            TimeUnit.MILLISECONDS.sleep(i);
            thread.shutdownNow();
            assertTrue(thread.awaitTermination(1, TimeUnit.MINUTES));
            try {
                assertTrue(result.get() instanceof BuildResult.Built);
            } catch (ExecutionException e) {
                assertEquals(
                        InterruptedException.class,
                        e.getCause() == null ? null : e.getCause().getClass());
            }
            assertTrue(trees.contains(sandbox.dump()), "neither tree after " + i + " ms");
            assertEquals(LASTING, sandbox.besides());
        }
    }

    private BuildResult buildAt(CountDownLatch start, int turn) throws IOException, InterruptedException {
        start.countDown();
        start.await();
        return sandbox.result(KilledBuilds.manifest(turn));
    }

    /** A helper may still swap the trees: then a dump that takes a while would see a part of each. */
    private static void letHelpersEnd() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(200);
    }

    /** In every second round at once, while helpers of the killed process may still run. */
    private void rebuild(int round) throws IOException, InterruptedException {
        sandbox.build(KilledBuilds.manifest(round % 2));
        sandbox.writeInJail("var/log/state", "state");
        assertEquals(tree(round % 2), sandbox.dump());
        List<String> leftovers = sandbox.besides().stream()
                .filter(name -> !name.contains("warm-up"))
                .toList();
        assertEquals(LASTING, leftovers);
    }

    private Map<String, String> tree(int turn) throws IOException, InterruptedException {
        Path place = folder.resolve("expected" + turn);
        if (!Files.exists(place)) {
            Sandbox other = new Sandbox(sandbox.host(), place);
            other.build(KilledBuilds.manifest(turn));
            other.writeInJail("var/log/state", "state");
        }
        return TreeDump.of(place);
    }

    private void killAfter(int millis) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledBuilds.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = process.inputReader()) {
            assertEquals("ready", out.readLine());
            TimeUnit.MILLISECONDS.sleep(millis);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }
}
