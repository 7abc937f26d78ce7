package io.jaildeps.manifest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * JSON with one object a line, so that a review shows one changed line for one changed fact. Without an ObjectMapper,
 * which would load 300 classes for it.
 */
final class JsonLines {
    private final JsonFactory json = new JsonFactory();

    ObjectNode object() {
        return new ObjectNode(JsonNodeFactory.instance);
    }

    /** A field whose value is a list, without what separates it from the next field. */
    <T> void list(StringBuilder out, String name, List<T> items, Function<T, ObjectNode> form) {
        out.append(" \"").append(name).append("\": [");
        String separator = "\n  ";
        for (T item : items) {
            out.append(separator).append(text(form.apply(item)));
            separator = ",\n  ";
        }
        out.append("]");
    }

    String text(ObjectNode node) {
        StringWriter out = new StringWriter();
        try (JsonGenerator generator = json.createGenerator(out)) {
            write(node, generator);
        } catch (IOException e) {
            throw new IllegalStateException("cannot write JSON: " + e.getMessage(), e);
        }
        return escapeLoneSurrogates(out.toString());
    }

    private static void write(JsonNode node, JsonGenerator out) throws IOException {
        if (node.isObject()) {
            out.writeStartObject();
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                out.writeFieldName(field.getKey());
                write(field.getValue(), out);
            }
            out.writeEndObject();
        } else if (node.isArray()) {
            out.writeStartArray();
            for (JsonNode item : node) {
                write(item, out);
            }
            out.writeEndArray();
        } else if (node.isTextual()) {
            out.writeString(node.textValue());
        } else if (node.isBoolean()) {
            out.writeBoolean(node.booleanValue());
        } else if (node.isIntegralNumber()) {
            out.writeNumber(node.longValue());
        } else {
            throw new IllegalStateException("cannot write JSON: a node of type " + node.getNodeType());
        }
    }

    /** UTF-8 has no form for a lone surrogate, but JSON's escapes do. */
    private static String escapeLoneSurrogates(String text) {
        if (text.chars().noneMatch(c -> Character.isSurrogate((char) c))) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            if (c >= 0xd800 && c <= 0xdfff) {
                out.append(String.format("\\u%04x", c));
            } else {
                out.appendCodePoint(c);
            }
        });
        return out.toString();
    }
}
