package io.jaildeps.manifest;

import java.util.ArrayList;
import java.util.List;

/** Reads a lock's JSON. As strict as {@link ManifestReader}. */
public final class LockReader {
    /**
     * Reads the whole text.
     *
     * @throws BadManifest if it is not a lock of schema {@link Lock#SCHEMA}; the message begins with the line
     */
    public Lock read(byte[] utf8) throws BadManifest {
        List<Lock.File> files = new ArrayList<>();
        List<String> fields = new ArrayList<>();
        StrictJson.read(utf8, (parser, field) -> {
            fields.add(field);
            switch (field) {
                case "schema" -> StrictJson.schema(parser, Lock.SCHEMA);
                case "files" -> files.addAll(StrictJson.list(parser, LockReader::file));
                default -> throw StrictJson.unknownField(parser, field);
            }
        });
        if (!fields.contains("schema") || !fields.contains("files")) {
            throw new BadManifest(1, "no \"schema\" or no \"files\"");
        }
        try {
            return new Lock(files);
        } catch (IllegalArgumentException e) {
            throw new BadManifest(1, String.valueOf(e.getMessage()));
        }
    }

    private static Lock.File file(Fields fields) {
        return new Lock.File(
                fields.path("path"),
                fields.longNumber("size"),
                fields.text("sha256"),
                fields.textOr("package", ""),
                fields.textOr("version", ""));
    }
}
