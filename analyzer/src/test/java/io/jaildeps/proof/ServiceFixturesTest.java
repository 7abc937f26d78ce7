package io.jaildeps.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jaildeps.fixtures.Requires;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every folder of fixtures/services is traced, some twice, jailed, and started in its jail without jaildeps. */
class ServiceFixturesTest {
    @TestFactory
    Stream<DynamicTest> a_clean_jail_serves() throws IOException {
        return Fixture.all("services").stream()
                .map(fixture -> DynamicTest.dynamicTest(fixture.name(), () -> prove(fixture)));
    }

    /** A jail of ours has nothing that an audit would tell; that /srv lets everybody through is the test's own doing. */
    private static void audit(Trial trial) throws IOException, InterruptedException {
        Finished audited = Jaildeps.run(
                "audit",
                trial.jail().toString(),
                "--manifest",
                trial.manifest().toString(),
                "--ignore",
                "jail-enterable");
        // who logs in by a password needs its hash in there, and is told so
        assertTrue(audited.out().matches("(?s)\\S+: (nothing found|\\d+ notes?);.*"), audited::words);
        assertEquals(0, audited.status(), audited::words);
    }

    /** "  jail  stayed", one line each. */
    private static long jailPasses(Finished traced) {
        return traced.out().lines().filter(line -> line.startsWith("  jail  ")).count();
    }

    private static void prove(Fixture fixture) throws IOException, InterruptedException {
        Requires.root();
        Needs.packages(fixture.packages());
        try (Trial trial = new Trial()) {
            Path work = trial.work();
            try {
                fixture.prepare(work);
                List<String> arguments = fixture.arguments(work);
                Finished traced = trial.traceClean(arguments);
                assertTrue(jailPasses(traced) <= fixture.mostPasses(), traced::words);
                if (fixture.has("twice")) {
                    Repetition.check(trial, arguments);
                }
                for (String path : fixture.without(work)) {
                    assertTrue(trial.inJail(path), () -> "the jail has no " + path + " after\n" + traced.words());
                }
                audit(trial);
                Finished verified = fixture.verify(trial.jail(), work, trial.mounts());
                assertTrue(
                        verified.succeeded(),
                        () -> verified.words() + "\nin the jail of " + Jaildeps.typed(arguments) + "\n"
                                + traced.words());
            } finally {
                fixture.cleanup(work);
            }
        }
    }
}
