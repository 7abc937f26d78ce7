package io.jaildeps.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import io.jaildeps.path.JailPath;
import io.jaildeps.path.Printable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The fields of one JSON object, each read once and with its type checked; throws IllegalArgumentException. */
final class Fields {
    private final JsonNode object;
    private final Set<String> read = new HashSet<>();

    Fields(JsonNode object) {
        this.object = object;
    }

    boolean has(String name) {
        return object.has(name);
    }

    String text(String name) {
        return textOf(name, required(name));
    }

    String textOr(String name, String absent) {
        return has(name) ? text(name) : absent;
    }

    boolean flag(String name) {
        read.add(name);
        JsonNode node = object.path(name);
        if (!node.isMissingNode() && !node.isBoolean()) {
            throw new IllegalArgumentException("\"" + name + "\" is not true or false");
        }
        return node.asBoolean();
    }

    int number(String name) {
        JsonNode node = required(name);
        if (!node.canConvertToInt() || !node.isIntegralNumber()) {
            throw new IllegalArgumentException("\"" + name + "\" is not a number");
        }
        return node.intValue();
    }

    int numberOr(String name, int absent) {
        return has(name) ? number(name) : absent;
    }

    long longNumber(String name) {
        JsonNode node = required(name);
        if (!node.canConvertToLong() || !node.isIntegralNumber()) {
            throw new IllegalArgumentException("\"" + name + "\" is not a number");
        }
        return node.longValue();
    }

    /** A path in normal form; anything else could hide where it leads. */
    JailPath path(String name) {
        return pathOf(text(name));
    }

    List<String> texts(String name) {
        JsonNode list = required(name);
        if (!list.isArray()) {
            throw new IllegalArgumentException("\"" + name + "\" is not a list");
        }
        List<String> texts = new ArrayList<>();
        list.forEach(node -> texts.add(textOf(name, node)));
        return texts;
    }

    /** None where the field is absent. */
    List<String> textsIfAny(String name) {
        return has(name) ? texts(name) : List.of();
    }

    List<JailPath> paths(String name) {
        return texts(name).stream().map(Fields::pathOf).toList();
    }

    SortedMap<String, String> map(String name) {
        JsonNode node = required(name);
        if (!node.isObject()) {
            throw new IllegalArgumentException("\"" + name + "\" is not an object");
        }
        SortedMap<String, String> map = new TreeMap<>();
        node.properties()
                .forEach(field ->
                        map.put(PathText.toBytes(field.getKey()), PathText.toBytes(textOf(name, field.getValue()))));
        return map;
    }

    void refuseOthers() {
        for (String name : (Iterable<String>) object::fieldNames) {
            if (!read.contains(name)) {
                throw new IllegalArgumentException("unknown field \"" + Printable.of(PathText.toBytes(name)) + "\"");
            }
        }
    }

    private JsonNode required(String name) {
        read.add(name);
        JsonNode node = object.get(name);
        if (node == null) {
            throw new IllegalArgumentException("no \"" + name + "\"");
        }
        return node;
    }

    private static String textOf(String name, JsonNode node) {
        if (!node.isTextual()) {
            throw new IllegalArgumentException("\"" + name + "\" is not text");
        }
        return node.textValue();
    }

    private static JailPath pathOf(String text) {
        String bytes = PathText.toBytes(text);
        JailPath path = JailPath.ofBytes(bytes);
        if (!path.bytes().equals(bytes)) {
            throw new IllegalArgumentException(
                    "path " + Printable.of(bytes)
                            + " is not in normal form: it must have no empty, \".\" or \"..\" component and no slash at its end");
        }
        return path;
    }
}
