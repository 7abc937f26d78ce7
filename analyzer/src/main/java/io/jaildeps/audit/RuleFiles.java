package io.jaildeps.audit;

import com.fasterxml.jackson.databind.JsonNode;
import io.jaildeps.json.BadJson;
import io.jaildeps.json.JsonText;
import io.jaildeps.manifest.DeviceNumber;
import io.jaildeps.path.Printable;
import io.jaildeps.path.UnixPath;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads files of rules, {@code audit-rules.schema.json}. As strict as the schema: a misspelt field would be no rule. */
public final class RuleFiles {
    static final List<String> SHIPPED = List.of("tools", "devices", "secrets", "modules", "pam");
    private static final Set<String> SECTIONS = Set.of("schema", "tools", "devices", "secrets", "modules", "pam");

    private RuleFiles() {}

    /** The rules that come with the program. */
    public static Rules shipped() throws IOException {
        Rules rules = Rules.NONE;
        for (String name : SHIPPED) {
            try (InputStream in = RuleFiles.class.getResourceAsStream(name + ".json")) {
                if (in == null) {
                    throw new IOException("cannot read rules " + name + ": not in the program's jar");
                }
                rules = rules.and(read(in.readAllBytes(), name));
            } catch (BadRules e) {
                throw new IOException(e.getMessage(), e);
            }
        }
        return rules;
    }

    /** Rules of a user's file before others. @param file its name, fit for a terminal */
    public static Rules before(byte[] text, String file, Rules others) throws BadRules {
        return read(text, file).and(others);
    }

    static Rules read(byte[] text, String file) throws BadRules {
        try {
            JsonNode root = JsonText.tree(text);
            if (!root.isObject() || root.path("schema").asInt() != 1) {
                throw new IllegalArgumentException("its \"schema\" is not 1");
            }
            only(root, SECTIONS, "the file");
            return new Rules(
                    all(root, "tools", RuleFiles::tool),
                    all(root, "devices", RuleFiles::device),
                    all(root, "secrets", RuleFiles::secret),
                    all(root, "modules", RuleFiles::module),
                    all(root, "pam", RuleFiles::pamFile));
        } catch (BadJson e) {
            throw new BadRules("cannot read rules " + file + ": line " + e.line() + ": " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw new BadRules("cannot read rules " + file + ": " + ascii(String.valueOf(e.getMessage())));
        }
    }

    private static <T> List<T> all(JsonNode root, String section, Function<JsonNode, List<T>> form) {
        List<T> rules = new ArrayList<>();
        JsonNode list = root.path(section);
        if (!list.isMissingNode() && !list.isArray()) {
            throw new IllegalArgumentException("\"" + section + "\" is not a list");
        }
        int number = 0;
        for (JsonNode item : list) {
            number++;
            try {
                rules.addAll(form.apply(item));
            } catch (PatternSyntaxException e) {
                throw new IllegalArgumentException(
                        "rule " + number + " of \"" + section + "\": bad pattern: " + e.getDescription(), e);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("rule " + number + " of \"" + section + "\": " + e.getMessage(), e);
            }
        }
        return rules;
    }

    private static List<Rules.Tool> tool(JsonNode rule) {
        only(rule, Set.of("what", "severity", "names", "holds", "why"), "it");
        Pattern name = Pattern.compile(String.join("|", texts(rule, "names")));
        List<String> holds = rule.has("holds") ? texts(rule, "holds") : List.of();
        return List.of(
                new Rules.Tool(text(rule, "what"), severity(text(rule, "severity")), name, holds, text(rule, "why")));
    }

    private static List<Rules.Device> device(JsonNode rule) {
        only(rule, Set.of("device", "name", "severity", "why"), "it");
        String severity = text(rule, "severity");
        return List.of(new Rules.Device(
                DeviceNumber.parse(text(rule, "device")),
                text(rule, "name"),
                severity.equals("none") ? Optional.empty() : Optional.of(severity(severity)),
                text(rule, "why")));
    }

    private static List<Rules.Secret> secret(JsonNode rule) {
        only(rule, Set.of("name", "marker", "head", "paths", "pattern", "why"), "it");
        if (rule.has("marker") && rule.has("head")) {
            throw new IllegalArgumentException("it has a \"marker\" and a \"head\"");
        }
        Optional<Pattern> head =
                rule.has("head") ? Optional.of(Pattern.compile(text(rule, "head"), Pattern.DOTALL)) : Optional.empty();
        Optional<Pattern> paths = rule.has("paths")
                ? Optional.of(Pattern.compile(String.join("|", texts(rule, "paths")), Pattern.DOTALL))
                : Optional.empty();
        boolean hasMarker = rule.has("marker") || head.isEmpty() && paths.isEmpty();
        String marker = hasMarker ? text(rule, "marker") : "";
        if (hasMarker && !marker.matches("[!-~][ -~]+")) {
            throw new IllegalArgumentException("\"marker\" is not two or more characters of ASCII");
        }
        return List.of(new Rules.Secret(
                text(rule, "name"), marker, head, paths, pattern(rule, "pattern", 0), text(rule, "why")));
    }

    private static List<Rules.Module> module(JsonNode rule) {
        only(rule, Set.of("daemon", "files", "line", "candidates", "why"), "it");
        return List.of(new Rules.Module(
                text(rule, "daemon"),
                paths(rule, "files"),
                pattern(rule, "line", 1),
                texts(rule, "candidates"),
                text(rule, "why")));
    }

    private static List<Rules.PamFile> pamFile(JsonNode rule) {
        only(rule, Set.of("module", "argument", "severity", "why"), "it");
        return List.of(new Rules.PamFile(
                pattern(rule, "module", 0),
                pattern(rule, "argument", 1),
                severity(text(rule, "severity")),
                text(rule, "why")));
    }

    private static Pattern pattern(JsonNode rule, String name, int groups) {
        Pattern pattern = Pattern.compile(text(rule, name));
        if (pattern.matcher("").groupCount() < groups) {
            throw new IllegalArgumentException("\"" + name + "\" has no group");
        }
        return pattern;
    }

    private static Severity severity(String word) {
        return Severity.of(word).orElseThrow(() -> new IllegalArgumentException("no severity \"" + word + "\""));
    }

    private static List<String> paths(JsonNode rule, String name) {
        List<String> paths = texts(rule, name);
        paths.stream().filter(path -> !path.startsWith("/")).findFirst().ifPresent(path -> {
            throw new IllegalArgumentException("\"" + path + "\" is not an absolute path");
        });
        return paths;
    }

    private static String text(JsonNode rule, String name) {
        JsonNode value = rule.path(name);
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw new IllegalArgumentException("\"" + name + "\" is not text");
        }
        return value.textValue();
    }

    private static List<String> texts(JsonNode rule, String name) {
        List<String> texts = new ArrayList<>();
        for (JsonNode item : rule.path(name)) {
            if (!item.isTextual()) {
                throw new IllegalArgumentException("\"" + name + "\" is not a list of texts");
            }
            texts.add(UnixPath.utf8(item.textValue()));
        }
        if (texts.isEmpty()) {
            throw new IllegalArgumentException("\"" + name + "\" is no list or empty");
        }
        return texts;
    }

    private static void only(JsonNode object, Set<String> known, String what) {
        if (!object.isObject()) {
            throw new IllegalArgumentException("not an object");
        }
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw new IllegalArgumentException(what + " has an unknown field \"" + name + "\"");
            }
        });
    }

    private static String ascii(String message) {
        return Printable.of(message.replaceAll("[^ -~]", "?"));
    }
}
