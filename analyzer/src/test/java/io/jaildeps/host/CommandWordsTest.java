package io.jaildeps.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class CommandWordsTest {
    @Test
    void asciiIsItself() throws CommandWords.Unencodable {
        assertEquals(List.of("/bin/x", "a b\n", ""), CommandWords.encodable(List.of("/bin/x", "a b\n", "")));
    }

    @Test
    void bytesOfTheLocaleAreItsText() throws CommandWords.Unencodable {
        assumeTrue("UTF-8".equals(System.getProperty("sun.jnu.encoding")), "the locale is not one of UTF-8");
        assertEquals(List.of("\u00e4"), CommandWords.encodable(List.of("\u00c3\u00a4")));
    }

    @Test
    void whatTheLocaleCanNotWriteIsRefused() {
        assertThrows(CommandWords.Unencodable.class, () -> CommandWords.encodable(List.of("/bin/x", "\u00ff\u00fe")));
    }
}
