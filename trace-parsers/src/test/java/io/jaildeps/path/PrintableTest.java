package io.jaildeps.path;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrintableTest {
    @ParameterizedTest
    @CsvSource({
        "plain words, plain words",
        "'\u001b[31m', '\\x1b[31m'",
        "'\u00c3\u00bc', '\u00fc'",
        "'\u00c3', '\\xc3'",
        "'a\\b', 'a\\\\b'",
        "'\u00e2\u0080\u00ae', '\\xe2\\x80\\xae'",
        "'cut\u2026', 'cut\u2026'",
        "'\u202e\ud83d\ude00\ud83d', '?\ud83d\ude00?'",
    })
    void whatSomebodyElseChoseIsShownWholeAndHarmless(String bytes, String shown) {
        assertEquals(shown, Printable.of(bytes));
    }
}
