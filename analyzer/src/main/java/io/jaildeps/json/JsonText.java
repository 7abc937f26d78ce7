package io.jaildeps.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jaildeps.path.Printable;
import java.io.IOException;

/**
 * Reads JSON strictly: no field twice, nothing behind the end, at most {@value #MAX_DEPTH} levels. Without Jackson's
 * ObjectMapper, whose own start takes longer than all our rules: its classes know dates, calendars and locales.
 */
public final class JsonText {
    private static final int MAX_DEPTH = 20;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();

    private JsonText() {}

    /** The whole text as one tree. */
    public static JsonNode tree(byte[] utf8) throws BadJson {
        try (JsonParser parser = parser(utf8)) {
            return tree(parser);
        } catch (IOException e) {
            throw new IllegalStateException("cannot read bytes in memory", e);
        }
    }

    private static JsonNode tree(JsonParser parser) throws BadJson, IOException {
        try {
            if (parser.nextToken() == null) {
                throw new BadJson(1, "no JSON in it");
            }
            JsonNode tree = node(parser);
            if (parser.nextToken() != null) {
                throw new BadJson(parser.currentTokenLocation().getLineNr(), "something follows the end");
            }
            return tree;
        } catch (JsonProcessingException e) {
            throw bad(parser, e);
        }
    }

    /** For who reads a long text piece by piece; its {@link JsonProcessingException} is for {@link #bad}. */
    public static JsonParser parser(byte[] utf8) throws IOException {
        return FACTORY.createParser(utf8);
    }

    /** The value that begins with the parser's current token; then its last token is the current one. */
    public static JsonNode node(JsonParser parser) throws IOException {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> {
                ObjectNode object = nodes.objectNode();
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String field = parser.currentName();
                    parser.nextToken();
                    object.set(field, node(parser));
                }
                yield object;
            }
            case START_ARRAY -> {
                ArrayNode array = nodes.arrayNode();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    array.add(node(parser));
                }
                yield array;
            }
            case VALUE_STRING -> nodes.textNode(parser.getText());
            case VALUE_NUMBER_INT ->
                parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                        ? nodes.numberNode(parser.getBigIntegerValue())
                        : nodes.numberNode(parser.getLongValue());
            case VALUE_NUMBER_FLOAT -> nodes.numberNode(parser.getDoubleValue());
            case VALUE_TRUE, VALUE_FALSE -> nodes.booleanNode(token == JsonToken.VALUE_TRUE);
            case VALUE_NULL -> nodes.nullNode();
            default -> throw new IllegalStateException("no value begins with " + token);
        };
    }

    /** What the parser refused, in words that are fit for a terminal. */
    public static BadJson bad(JsonParser parser, JsonProcessingException refused) {
        JsonLocation place = refused.getLocation() == null ? parser.currentLocation() : refused.getLocation();
        // without the parser's own word on where the brace stands: the line is told anyway
        String words = refused.getOriginalMessage().replaceFirst(" \\(start marker at .*", "");
        return new BadJson(place.getLineNr(), Printable.of(words.replaceAll("[^ -~]", "?")));
    }
}
