package io.jaildeps.manifest;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a manifest's JSON. Strict: an unknown field, a path that is not normal, or a wrong type is an error. */
public final class ManifestReader {
    /**
     * Reads the whole text.
     *
     * @throws BadManifest if it is not a manifest of schema {@link Manifest#SCHEMA}; the message begins with the line
     */
    public Manifest read(byte[] utf8) throws BadManifest {
        Reading reading = new Reading();
        StrictJson.read(utf8, reading::section);
        return reading.manifest();
    }

    /** One reading of one text. */
    private static final class Reading {
        private Optional<Manifest.Target> target = Optional.empty();
        private Optional<Manifest.Platform> platform = Optional.empty();
        private List<Entry> entries = List.of();
        private List<Manifest.Mount> mounts = List.of();
        private List<Manifest.SocketNeed> sockets = List.of();
        private List<Manifest.Ignored> ignored = List.of();
        private List<Manifest.Suggestion> suggestions = List.of();
        private boolean schemaSeen;
        private int lastLine = 1;

        void section(JsonParser parser, String field) throws IOException, BadManifest {
            switch (field) {
                case "schema" -> {
                    StrictJson.schema(parser, Manifest.SCHEMA);
                    schemaSeen = true;
                }
                case "target" -> target = Optional.of(StrictJson.object(parser, ManifestNodes::target));
                case "platform" -> platform = Optional.of(StrictJson.object(parser, ManifestNodes::platform));
                case "entries" -> entries = StrictJson.list(parser, ManifestNodes::entry);
                case "mounts" -> mounts = StrictJson.list(parser, ManifestNodes::mount);
                case "sockets" -> sockets = StrictJson.list(parser, ManifestNodes::socket);
                case "ignored" -> ignored = StrictJson.list(parser, ManifestNodes::ignored);
                case "suggestions" -> suggestions = StrictJson.list(parser, ManifestNodes::suggestion);
                default -> throw StrictJson.unknownField(parser, field);
            }
            lastLine = parser.currentLocation().getLineNr();
        }

        Manifest manifest() throws BadManifest {
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

        private BadManifest bad(String reason) {
            return new BadManifest(lastLine, reason);
        }
    }
}
