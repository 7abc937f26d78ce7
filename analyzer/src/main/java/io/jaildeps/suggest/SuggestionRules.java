package io.jaildeps.suggest;

import com.fasterxml.jackson.databind.JsonNode;
import io.jaildeps.json.BadJson;
import io.jaildeps.json.JsonText;
import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import io.jaildeps.path.UnixPath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads rule files: those that are shipped, and the user's. */
public final class SuggestionRules {
    private static final Set<String> FIELDS = Set.of("schema", "name", "why", "when", "paths", "sockets", "snippets");
    private static final Set<String> SIGNS = Set.of("libraries", "symbols", "opened");
    private static final long MAX_BYTES = 1 << 20;

    private SuggestionRules() {}

    /** The user's rules, then the shipped ones whose names are not taken. @param own files that are rules or profiles */
    public static List<SuggestionRule> with(List<HostPath> own) throws BadRule, IOException {
        Map<String, SuggestionRule> rules = new LinkedHashMap<>();
        for (HostPath file : own) {
            if (isRule(file)) {
                SuggestionRule rule = read(Files.readAllBytes(file.toPath()), file.toString());
                rules.putIfAbsent(rule.name(), rule);
            }
        }
        for (JsonNode name : tree(resource("index.json"), "index.json").path("rules")) {
            String file = name.asText() + ".json";
            SuggestionRule rule = read(resource(file), file);
            rules.putIfAbsent(rule.name(), rule);
        }
        return List.copyOf(rules.values());
    }

    /** True if a file of {@code --rules} is a rule for suggestions; otherwise it is a service profile. */
    public static boolean isRule(HostPath file) throws IOException {
        if (!Files.isRegularFile(file.toPath()) || Files.size(file.toPath()) > MAX_BYTES) {
            return false;
        }
        try {
            return JsonText.tree(Files.readAllBytes(file.toPath())).has("when");
        } catch (BadJson e) {
            return false; // whoever reads it as a profile says what is wrong with it
        }
    }

    static byte[] resource(String name) throws IOException {
        try (InputStream in = SuggestionRules.class.getResourceAsStream("/io/jaildeps/suggestions/" + name)) {
            if (in == null) {
                throw new IOException("cannot read " + name + ": not in the program's jar");
            }
            return in.readAllBytes();
        }
    }

    private static JsonNode tree(byte[] text, String file) throws BadRule {
        try {
            return JsonText.tree(text);
        } catch (BadJson e) {
            throw new BadRule("cannot read rule " + file + ": line " + e.line() + ": " + e.getMessage());
        }
    }

    static SuggestionRule read(byte[] text, String file) throws BadRule {
        JsonNode node = tree(text, file);
        try {
            if (node.path("schema").asInt() != 1) {
                throw new IllegalArgumentException("its \"schema\" is not 1");
            }
            refuseOthers(node, FIELDS);
            JsonNode when = node.path("when");
            refuseOthers(when, SIGNS);
            String name = text(node, "name");
            if (!name.matches("[a-z0-9][a-z0-9-]*")) {
                throw new IllegalArgumentException("its \"name\" is no word of small letters, digits and hyphens");
            }
            Map<String, List<String>> snippets = new LinkedHashMap<>();
            node.path("snippets")
                    .properties()
                    .forEach(snippet -> snippets.put(snippet.getKey(), texts(node.path("snippets"), snippet.getKey())));
            return new SuggestionRule(
                    name,
                    text(node, "why"),
                    new SuggestionRule.Signs(texts(when, "libraries"), symbols(when), paths(when, "opened")),
                    paths(node, "paths"),
                    paths(node, "sockets"),
                    snippets);
        } catch (IllegalArgumentException e) {
            throw new BadRule("cannot read rule " + file + ": " + e.getMessage());
        }
    }

    private static void refuseOthers(JsonNode node, Set<String> known) {
        if (!node.isObject()) {
            throw new IllegalArgumentException("\"when\" is not an object");
        }
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw new IllegalArgumentException("unknown field \"" + name.replaceAll("[^ -~]", "?") + "\"");
            }
        });
    }

    private static String text(JsonNode node, String name) {
        if (!node.path(name).isTextual() || node.path(name).textValue().isEmpty()) {
            throw new IllegalArgumentException("\"" + name + "\" is not text");
        }
        return node.path(name).textValue();
    }

    private static List<String> texts(JsonNode node, String name) {
        List<String> texts = new ArrayList<>();
        JsonNode list = node.path(name);
        if (!list.isMissingNode() && !list.isArray()) {
            throw new IllegalArgumentException("\"" + name.replaceAll("[^ -~]", "?") + "\" is not a list of texts");
        }
        for (JsonNode item : list) {
            if (!item.isTextual()) {
                throw new IllegalArgumentException("\"" + name.replaceAll("[^ -~]", "?") + "\" is not a list of texts");
            }
            texts.add(item.textValue());
        }
        return texts;
    }

    private static List<String> symbols(JsonNode when) {
        List<String> symbols = new ArrayList<>();
        for (String symbol : texts(when, "symbols")) {
            if (symbol.isEmpty()) {
                throw new IllegalArgumentException("a symbol is empty");
            }
            symbols.add(UnixPath.utf8(symbol));
        }
        return symbols;
    }

    private static List<JailPath> paths(JsonNode node, String name) {
        List<JailPath> paths = new ArrayList<>();
        for (String text : texts(node, name)) {
            JailPath path = JailPath.of(text);
            if (path.isRoot()) {
                throw new IllegalArgumentException("\"" + name + "\" names the root");
            }
            paths.add(path);
        }
        return paths;
    }
}
