package io.jaildeps.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "\"a\"",
                "true",
                "null",
                " [1, -7, 12345678901, 123456789012345678901234567890, 1.5, 1e400, false, null, \"\\u00e9\\n\"] ",
                "{\"a\": {\"b\": [{\"c\": []}, \"ü\"]}, \"d\": \"\"}",
            })
    void aTreeIsThatOfTheObjectMapper(String text) throws BadJson, IOException {
        assertEquals(new ObjectMapper().readTree(text).toString(), tree(text).toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1 | no JSON in it | ``",
                "1 | Duplicate field 'a' | {\"a\": 1, \"a\": 2}",
                "1 | something follows the end | {} {}",
                "1 | Unexpected end-of-input | {\"a\": [1, {",
                "1 | Unexpected end-of-input | [1, 2",
                "1 | Unrecognized token | {\"a\": nope}",
                "1 | Unexpected close marker | [1}",
                "1 | nesting depth | [[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]",
            })
    void whatIsWrongIsTold(int line, String reason, String text) {
        BadJson bad = assertThrows(BadJson.class, () -> tree(text));
        assertEquals(line, bad.line());
        assertTrue(String.valueOf(bad.getMessage()).contains(reason), bad.getMessage());
    }

    @Test
    void theLineIsTold() {
        assertEquals(
                3,
                assertThrows(BadJson.class, () -> tree("{\n\"a\": 1,\n\"a\": 2}"))
                        .line());
    }

    @Test
    void controlCharactersAreNotRepeated() {
        BadJson bad = assertThrows(BadJson.class, () -> tree("{\"\u0007\u001b[31m\": 1}"));
        assertTrue(String.valueOf(bad.getMessage()).chars().allMatch(c -> c >= ' ' && c < 127), bad.getMessage());
    }

    private static JsonNode tree(String text) throws BadJson {
        return JsonText.tree(text.getBytes(StandardCharsets.UTF_8));
    }
}
