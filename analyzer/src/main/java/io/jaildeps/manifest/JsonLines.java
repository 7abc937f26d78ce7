package io.jaildeps.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Function;

/** JSON with one object a line, so that a review shows one changed line for one changed fact. */
final class JsonLines {
    private final ObjectMapper json = new ObjectMapper();

    ObjectNode object() {
        return json.createObjectNode();
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
        try {
            return escapeLoneSurrogates(json.writeValueAsString(node));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write JSON: " + e.getOriginalMessage(), e);
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
