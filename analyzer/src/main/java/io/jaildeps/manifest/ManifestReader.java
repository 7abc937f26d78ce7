package io.jaildeps.manifest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jaildeps.path.Printable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads a manifest's JSON. Strict: an unknown field, a path that is not normal, or a wrong type is an error. */
public final class ManifestReader {
    private static final int MAX_DEPTH = 20;

    private final ObjectMapper json = new ObjectMapper(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

    /**
     * Reads the whole text.
     *
     * @throws BadManifest if it is not a manifest of schema {@link Manifest#SCHEMA}; the message begins with the line
     */
    public Manifest read(byte[] utf8) throws BadManifest {
        try (JsonParser parser = json.createParser(utf8)) {
            return new Reading(parser).manifest();
        } catch (JsonProcessingException e) {
            throw new BadManifest(line(e), Printable.of(ascii(e.getOriginalMessage())));
        } catch (IOException e) {
            throw new IllegalStateException("cannot read bytes in memory", e);
        }
    }

    private static int line(JsonProcessingException e) {
        return e.getLocation() == null ? 1 : e.getLocation().getLineNr();
    }

    private static String ascii(String message) {
        return message.replaceAll("[^ -~]", "?");
    }

    /** One reading of one text. */
    private static final class Reading {
        private final JsonParser parser;
        private Optional<Manifest.Target> target = Optional.empty();
        private Optional<Manifest.Platform> platform = Optional.empty();
        private List<Entry> entries = List.of();
        private List<Manifest.Mount> mounts = List.of();
        private List<Manifest.SocketNeed> sockets = List.of();
        private List<Manifest.Ignored> ignored = List.of();
        private List<Manifest.Suggestion> suggestions = List.of();
        private boolean schemaSeen;

        Reading(JsonParser parser) {
            this.parser = parser;
        }

        Manifest manifest() throws IOException, BadManifest {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw bad("not a JSON object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                parser.nextToken();
                section(field);
            }
            if (parser.nextToken() != null) {
                throw bad("something follows the manifest's end");
            }
            if (!schemaSeen) {
                throw bad("no \"schema\"");
            }
            Set<Object> paths = new HashSet<>();
            for (Entry entry : entries) {
                if (!paths.add(entry.path())) {
                    throw bad("two entries for " + entry.path());
                }
            }
            return new Manifest(
                    target.orElseThrow(() -> bad("no \"target\"")),
                    platform.orElseThrow(() -> bad("no \"platform\"")),
                    entries,
                    mounts,
                    sockets,
                    ignored,
                    suggestions);
        }

        private void section(String field) throws IOException, BadManifest {
            switch (field) {
                case "schema" -> schema();
                case "target" -> target = Optional.of(object(ManifestNodes::target));
                case "platform" -> platform = Optional.of(object(ManifestNodes::platform));
                case "entries" -> entries = list(ManifestNodes::entry);
                case "mounts" -> mounts = list(ManifestNodes::mount);
                case "sockets" -> sockets = list(ManifestNodes::socket);
                case "ignored" -> ignored = list(ManifestNodes::ignored);
                case "suggestions" -> suggestions = list(ManifestNodes::suggestion);
                default -> throw bad("unknown field \"" + Printable.of(ascii(field)) + "\"");
            }
        }

        private void schema() throws IOException, BadManifest {
            if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT || parser.getIntValue() != Manifest.SCHEMA) {
                throw bad("schema " + Printable.of(ascii(parser.getText())) + " is not known, only " + Manifest.SCHEMA);
            }
            schemaSeen = true;
        }

        private <T> List<T> list(Function<Fields, T> form) throws IOException, BadManifest {
            if (parser.currentToken() != JsonToken.START_ARRAY) {
                throw bad("not a list");
            }
            List<T> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(object(form));
            }
            return items;
        }

        private <T> T object(Function<Fields, T> form) throws IOException, BadManifest {
            int line = parser.currentTokenLocation().getLineNr();
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw bad("not an object");
            }
            JsonNode node = parser.readValueAsTree();
            try {
                Fields fields = new Fields(node);
                T item = form.apply(fields);
                fields.refuseOthers();
                return item;
            } catch (IllegalArgumentException e) {
                throw new BadManifest(line, String.valueOf(e.getMessage()));
            }
        }

        private BadManifest bad(String reason) {
            return new BadManifest(parser.currentTokenLocation().getLineNr(), reason);
        }
    }
}
