package io.jaildeps.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jaildeps.access.Accesses;
import io.jaildeps.access.RunFacts;
import io.jaildeps.manifest.Ready;
import io.jaildeps.trace.ParseSummary;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutputDifferenceTest {
    private static final PassResult.Ending EXITED = new PassResult.Ending.Exited(0);

    private static PassResult pass(PassResult.Ending ending, String stdout, String stderr) {
        return new PassResult(
                new Accesses(),
                new RunFacts(),
                ending,
                new Ready.Exit(),
                List.of(),
                List.of(),
                new PassResult.Reading(new ParseSummary(0, 0, 0, 0), false, 0, 1),
                new PassResult.Output(stdout, stderr, stdout, stdout.length() > 100, WrittenFiles.NONE));
    }

    private static OutputDifference between(String hostOut, String hostErr, String jailOut, String jailErr) {
        return OutputDifference.between(pass(EXITED, hostOut, hostErr), pass(EXITED, jailOut, jailErr));
    }

    @Test
    void theSameIsNone() {
        assertTrue(between("a\n", "b\n", "a\n", "b\n").isNone());
    }

    @Test
    void aLineOfStandardErrorThatTheHostHasNotIsTold() {
        OutputDifference found = between("a\n", "", "a\n", "x: no such library\n");
        assertFalse(found.isNone());
        assertEquals("it says \"x: no such library\", which it does not on the host", found.words());
    }

    @Test
    void numbersAndOrderOfStandardErrorAreNoDifference() {
        assertTrue(between("", "[12] at 0x7ffe: a\n[12] b 3.5 s\n", "", "[977] b 12.25 s\n[977] at 0x5: a\n")
                .isNone());
    }

    @Test
    void aLineOfStandardErrorThatOnlyTheHostHasIsTold() {
        OutputDifference found = between("", "a\nb\n", "", "b\n");
        assertFalse(found.isNone());
        assertEquals("it does not say \"a\", as it does on the host", found.words());
    }

    @Test
    void aTimeThatIsPrintedHidesNoOtherLine() {
        OutputDifference timeOnly = between("at 12:00\nyes\n", "", "at 12:01\nyes\n", "");
        OutputDifference more = between("at 12:00\nyes\n", "", "at 12:01\nno\n", "");
        assertFalse(timeOnly.isNone());
        assertTrue(timeOnly.isLessThan(more));
        assertFalse(more.isLessThan(timeOnly));
    }

    @Test
    void theFirstLineThatDiffersIsShown() {
        assertEquals(
                "its output is not the host's: \"slow\" instead of \"fast\"",
                between("head\nfast\n", "", "head\nslow\n", "").words());
        assertEquals(
                "its output is not the host's: it lacks \"more\"",
                between("head\nmore\n", "", "head\n", "").words());
    }

    @Test
    void aLineThatDiffersInMoreThanNumbersIsShownFirst() {
        assertEquals(
                "its output is not the host's: \"no\" instead of \"yes\"",
                between("at 12:00\nyes\n", "", "at 12:01\nno\n", "").words());
        assertEquals(
                "its output is not the host's: \"at 12:01\" instead of \"at 12:00\"",
                between("at 12:00\nyes\n", "", "at 12:01\nyes\n", "").words());
    }

    @Test
    void ofOutputThatWasCutNoLinesAreCompared() {
        assertEquals(
                "its output is not the host's",
                between("x\n".repeat(60), "", "y\n", "").words());
    }

    @Test
    void controlCharactersOfTheOutputAreMadeVisible() {
        assertTrue(between("", "", "", "\u001b[31mred\n").words().contains("\\x1b[31mred"));
    }

    @Test
    void aServerThatStaysIsNotCompared() {
        PassResult.Ending stayed = new PassResult.Ending.Stayed();
        assertTrue(OutputDifference.between(pass(stayed, "a", ""), pass(stayed, "b", "new"))
                .isNone());
    }

    @Test
    void oneIsLessIfItIsNearerInOneWayAndNotFartherInTheOther() {
        OutputDifference both = between("a", "", "b", "x\n");
        OutputDifference errors = between("a", "", "a", "x\n");
        OutputDifference none = between("a", "", "a", "");
        assertTrue(none.isLessThan(errors));
        assertTrue(errors.isLessThan(both));
        assertFalse(both.isLessThan(errors));
        assertFalse(errors.isLessThan(errors));
        assertFalse(errors.isLessThan(between("a", "", "b", "")));
    }
}
