package io.jaildeps.profile;

import com.fasterxml.jackson.databind.JsonNode;
import io.jaildeps.json.BadJson;
import io.jaildeps.json.JsonText;
import io.jaildeps.path.HostPath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The profiles that are known: the user's first, then those that are shipped. */
public final class Profiles {
    private static final Set<String> FIELDS = Set.of(
            "schema",
            "name",
            "why",
            "programs",
            "variables",
            "arguments",
            "proofArguments",
            "environment",
            "user",
            "users",
            "directories",
            "ready",
            "prepareNeeds",
            "prepare",
            "exercise");

    private final List<HostPath> own;

    /** @param own files of the user, each one profile */
    public Profiles(List<HostPath> own) {
        this.own = List.copyOf(own);
    }

    /**
     * The profile for a program.
     *
     * @param program the base name of the target's absolute path
     * @throws BadProfile if a file of the user is not a profile
     */
    public Optional<Profile> forProgram(String program) throws BadProfile, IOException {
        for (HostPath file : own) {
            Profile profile = read(Files.readAllBytes(file.toPath()), file.toString());
            if (profile.programs().contains(program)) {
                return Optional.of(profile);
            }
        }
        // most programs have none: that a file does not have the program's name in it is seen without a JSON parser
        String quoted = '"' + program + '"';
        Matcher names = Pattern.compile("\"([a-z0-9.-]+)\"[,\\s\\]]").matcher(text("index.json"));
        while (names.find()) {
            String file = names.group(1) + ".json";
            if (!text(file).contains(quoted)) {
                continue;
            }
            JsonNode node = tree(resource(file), file);
            for (JsonNode known : node.path("programs")) {
                if (known.asText().equals(program)) {
                    return Optional.of(profile(node, file));
                }
            }
        }
        return Optional.empty();
    }

    private String text(String resource) throws IOException {
        return new String(resource(resource), StandardCharsets.UTF_8);
    }

    private byte[] resource(String name) throws IOException {
        try (InputStream in = Profiles.class.getResourceAsStream("/io/jaildeps/profiles/" + name)) {
            if (in == null) {
                throw new IOException("cannot read " + name + ": not in the program's jar");
            }
            return in.readAllBytes();
        }
    }

    Profile read(byte[] text, String file) throws BadProfile {
        return profile(tree(text, file), file);
    }

    private JsonNode tree(byte[] text, String file) throws BadProfile {
        try {
            return JsonText.tree(text);
        } catch (BadJson e) {
            throw new BadProfile("cannot read profile " + file + ": line " + e.line() + ": " + e.getMessage());
        }
    }

    private static Profile profile(JsonNode node, String file) throws BadProfile {
        try {
            if (node.path("schema").asInt() != 1) {
                throw new IllegalArgumentException("its \"schema\" is not 1");
            }
            node.fieldNames().forEachRemaining(name -> {
                if (!FIELDS.contains(name)) {
                    throw new IllegalArgumentException("unknown field \"" + name.replaceAll("[^ -~]", "?") + "\"");
                }
            });
            List<Profile.Directory> directories = new ArrayList<>();
            for (JsonNode directory : node.path("directories")) {
                directories.add(new Profile.Directory(
                        text(directory, "path"),
                        text(directory, "mode"),
                        text(directory, "owner"),
                        text(directory, "group"),
                        text(directory, "why")));
            }
            List<Profile.Exercise> exercises = new ArrayList<>();
            for (JsonNode exercise : node.path("exercise")) {
                exercises.add(
                        new Profile.Exercise(text(exercise, "what"), texts(exercise, "needs"), texts(exercise, "run")));
            }
            return new Profile(
                    text(node, "name"),
                    text(node, "why"),
                    texts(node, "programs"),
                    map(node, "variables"),
                    texts(node, "arguments"),
                    texts(node, "proofArguments"),
                    map(node, "environment"),
                    node.has("user") ? text(node, "user") : "",
                    node.path("users").asText("").equals("login"),
                    directories,
                    text(node, "ready"),
                    new Profile.Prepare(texts(node, "prepareNeeds"), texts(node, "prepare")),
                    exercises);
        } catch (IllegalArgumentException e) {
            throw new BadProfile("cannot read profile " + file + ": " + e.getMessage());
        }
    }

    private static String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        if (!value.isTextual()) {
            throw new IllegalArgumentException("\"" + name + "\" is not text");
        }
        return value.textValue();
    }

    private static List<String> texts(JsonNode node, String name) {
        List<String> texts = new ArrayList<>();
        JsonNode list = node.path(name);
        if (!list.isMissingNode() && !list.isArray()) {
            throw new IllegalArgumentException("\"" + name + "\" is not a list of texts");
        }
        for (JsonNode item : list) {
            if (!item.isTextual()) {
                throw new IllegalArgumentException("\"" + name + "\" is not a list of texts");
            }
            texts.add(item.textValue());
        }
        return texts;
    }

    private static Map<String, String> map(JsonNode node, String name) {
        Map<String, String> map = new LinkedHashMap<>();
        node.path(name).properties().forEach(field -> {
            if (!field.getValue().isTextual()) {
                throw new IllegalArgumentException("\"" + name + "\" is not a list of texts by name");
            }
            map.put(field.getKey(), field.getValue().textValue());
        });
        return map;
    }
}
