package io.jaildeps.elf;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.jaildeps.path.UnixPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The content of a {@code .note.dlopen} note. A class of its own, so that the JSON parser is loaded for a file that has
 * such a note and for no other.
 *
 * <pre>{@code [{"feature":"lz4","description":"…","priority":"suggested","soname":["liblz4.so.1"]}]}</pre>
 */
final class DlopenJson {
    private static final int MAX_SONAMES = 4096;

    private DlopenJson() {}

    /** @param content of the note, one char per byte, up to a NUL */
    static List<DlopenNote> parse(String content) throws IOException {
        int nul = content.indexOf('\0');
        String json = nul < 0 ? content : content.substring(0, nul);
        try (JsonParser parser = new JsonFactory().createParser(json.getBytes(StandardCharsets.ISO_8859_1))) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                return List.of();
            }
            List<DlopenNote> notes = new ArrayList<>();
            JsonToken token = parser.nextToken();
            while (token == JsonToken.START_OBJECT) {
                DlopenNote note = entry(parser);
                if (!note.sonames().isEmpty()) {
                    notes.add(note);
                }
                token = parser.nextToken();
            }
            return notes;
        } catch (JacksonException notJson) {
            return List.of();
        }
    }

    private static DlopenNote entry(JsonParser parser) throws IOException {
        List<Soname> sonames = new ArrayList<>();
        String priority = "recommended";
        String feature = "";
        String description = "";
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            JsonToken value = parser.nextToken();
            if (field.equals("soname") && value == JsonToken.START_ARRAY) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    if (parser.currentToken() == JsonToken.VALUE_STRING && sonames.size() < MAX_SONAMES) {
                        sonames.add(new Soname(UnixPath.utf8(parser.getText())));
                    } else {
                        parser.skipChildren();
                    }
                }
            } else if (value == JsonToken.VALUE_STRING) {
                switch (field) {
                    case "priority" -> priority = UnixPath.utf8(parser.getText());
                    case "feature" -> feature = UnixPath.utf8(parser.getText());
                    case "description" -> description = UnixPath.utf8(parser.getText());
                    default -> {}
                }
            } else {
                parser.skipChildren();
            }
        }
        return new DlopenNote(sonames, priority, feature, description);
    }
}
