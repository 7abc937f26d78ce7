package io.jaildeps.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jaildeps.access.Accesses;
import io.jaildeps.access.RunFacts;
import io.jaildeps.manifest.Ready;
import io.jaildeps.trace.ParseSummary;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsualOutputTest {
    private static PassResult pass(PassResult.Ending ending, String stdout, String stderr) {
        return new PassResult(
                new Accesses(),
                new RunFacts(),
                ending,
                new Ready.Exit(),
                List.of(),
                List.of(),
                new PassResult.Reading(new ParseSummary(0, 0, 0, 0), false, 0, 1),
                new PassResult.Output(stdout, stderr, stdout, false, WrittenFiles.NONE));
    }

    private static PassResult said(PassResult.Ending ending, String words) {
        int bar = words.indexOf('/');
        return pass(
                ending,
                words.substring(0, bar).replace(';', '\n'),
                words.substring(bar + 1).replace(';', '\n'));
    }

    @ParameterizedTest
    @CsvSource({
        // first run, second run, third run as OUTPUT/ERRORS, whether the third says the usual
        "a/,        a/,        a/,        true",
        "a/,        a/,        b/,        false",
        "at 12 a/,  at 13 a/,  at 99 a/,  true",
        "at 12 a/,  at 13 a/,  at 99 b/,  false",
        "x/,        y/,        z/,        true",
        "a/w;w2,    a/w;w3,    a/w;w9,    true",
        "a/,        a/,        a/new,     false",
        "a/old,     a/old,     a/,        false",
        "a/old,     a/,        a/,        true",
        "a/,        a/odd,     a/odd,     true",
    })
    void what_two_runs_have_in_common_counts(String one, String other, String third, boolean usual) {
        PassResult.Ending exited = new PassResult.Ending.Exited(0);
        UsualOutput output = new UsualOutput(said(exited, one), said(exited, other));
        assertEquals(usual, output.isSaidBy(said(exited, third)));
    }

    @ParameterizedTest
    @CsvSource({"a/, b/", "a/, a/new"})
    void a_server_says_what_it_likes(String one, String third) {
        PassResult.Ending stayed = new PassResult.Ending.Stayed();
        assertEquals(true, new UsualOutput(said(stayed, one), said(stayed, one)).isSaidBy(said(stayed, third)));
    }
}
