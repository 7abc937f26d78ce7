package io.jaildeps.manifest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.jaildeps.json.BadJson;
import io.jaildeps.json.JsonText;
import io.jaildeps.path.Printable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Reads one JSON object field by field; whatever is wrong with the text is a {@link BadManifest} with its line. */
final class StrictJson {
    private StrictJson() {}

    /** Takes the value of one field of the outermost object. */
    interface Section {
        void read(JsonParser parser, String field) throws IOException, BadManifest;
    }

    static void read(byte[] utf8, Section section) throws BadManifest {
        try (JsonParser parser = JsonText.parser(utf8)) {
            read(parser, section);
        } catch (IOException e) {
            throw new IllegalStateException("cannot read bytes in memory", e);
        }
    }

    private static void read(JsonParser parser, Section section) throws IOException, BadManifest {
        try {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw bad(parser, "not a JSON object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                parser.nextToken();
                section.read(parser, field);
            }
            if (parser.nextToken() != null) {
                throw bad(parser, "something follows the object's end");
            }
        } catch (JsonProcessingException e) {
            BadJson bad = JsonText.bad(parser, e);
            throw new BadManifest(bad.line(), String.valueOf(bad.getMessage()));
        }
    }

    static void schema(JsonParser parser, int known) throws IOException, BadManifest {
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT
                || !parser.getText().equals(String.valueOf(known))) {
            throw bad(parser, "schema " + Printable.of(ascii(parser.getText())) + " is not known, only " + known);
        }
    }

    static BadManifest unknownField(JsonParser parser, String field) {
        return bad(parser, "unknown field \"" + Printable.of(ascii(field)) + "\"");
    }

    static <T> List<T> list(JsonParser parser, Function<Fields, T> form) throws IOException, BadManifest {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw bad(parser, "not a list");
        }
        List<T> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(object(parser, form));
        }
        return items;
    }

    static <T> T object(JsonParser parser, Function<Fields, T> form) throws IOException, BadManifest {
        int line = parser.currentTokenLocation().getLineNr();
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw bad(parser, "not an object");
        }
        JsonNode node = JsonText.node(parser);
        try {
            Fields fields = new Fields(node);
            T item = form.apply(fields);
            fields.refuseOthers();
            return item;
        } catch (IllegalArgumentException e) {
            throw new BadManifest(line, String.valueOf(e.getMessage()));
        }
    }

    private static BadManifest bad(JsonParser parser, String reason) {
        return new BadManifest(parser.currentTokenLocation().getLineNr(), reason);
    }

    private static String ascii(String message) {
        return message.replaceAll("[^ -~]", "?");
    }
}
