package io.jaildeps.trace.strace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jaildeps.trace.Arg;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotedTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "plain | plain",
                "quo\\\"te\\\\back | quo\"te\\back",
                "\\303\\251t\\303\\251 | \u00c3\u00a9t\u00c3\u00a9",
                "\\377\\376bad8 | \u00ff\u00febad8",
                "ctl\\1\\0022\\33[0m | ctl\u0001\u00022\u001b[0m",
                "\\x70\\x61th | path",
                "a\\x7z | a\u0007z",
                "a\\18 | a\u00018",
                "a\\0z | a\0z",
                "\\400 | ` 0`",
                "\\q | \\q",
                "it's | it's",
            })
    void escapesStandForBytes(String printed, String bytes) {
        assertEquals(new Arg.Text(bytes, false), text("\"" + printed + "\""));
    }

    @Test
    void whiteSpaceHasItsOwnEscapes() {
        assertEquals(new Arg.Text("a\nb\tc\rd\u000be\f", false), text("\"a\\nb\\tc\\rd\\ve\\f\""));
    }

    @Test
    void threeDotsBehindTheQuoteMeanThatItIsCut() {
        assertEquals(new Arg.Text("/usr/li", true), text("\"/usr/li\"..."));
        assertEquals(new Arg.Text("/usr/li...", false), text("\"/usr/li...\""));
    }

    @Test
    void theSecurityContextBehindAPathIsNotPartOfIt() {
        assertEquals(new Arg.Text("/etc", false), text("\"/etc\" [system_u:object_r:etc_t:s0]"));
    }

    private static Arg text(String printed) {
        return Read.of("chdir(" + printed + ") = 0").call().args().get(0);
    }
}
