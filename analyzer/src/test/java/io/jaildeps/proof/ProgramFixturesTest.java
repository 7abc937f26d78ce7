package io.jaildeps.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jaildeps.fixtures.Requires;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every folder of fixtures/programs: in its jail, the program writes what it should. */
class ProgramFixturesTest {
    @TestFactory
    Stream<DynamicTest> a_clean_jail_gives_the_same_output() throws IOException {
        return Fixture.all("programs").stream()
                .map(fixture -> DynamicTest.dynamicTest(fixture.name(), () -> prove(fixture)));
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
                if (fixture.has("twice")) {
                    Repetition.check(trial, arguments);
                }
                Finished jailed = new JailedRun(trial).run();
                String expected = fixture.read("expected").replace("@WORK@", work.toString());
                assertEquals(
                        expected,
                        jailed.out(),
                        () -> jailed.words() + "\nin the jail of " + Jaildeps.typed(arguments) + "\n" + traced.words());
                assertEquals(0, jailed.status(), jailed::words);
            } finally {
                fixture.cleanup(work);
            }
        }
    }
}
