package io.jaildeps.manifest;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes a lock's JSON, one file a line. */
public final class LockWriter {
    private final JsonLines json = new JsonLines();

    /** The whole text, ending with a newline. Pure function of the lock. */
    public String write(Lock lock) {
        StringBuilder out = new StringBuilder();
        out.append("{\"schema\": ").append(Lock.SCHEMA).append(",\n");
        json.list(out, "files", lock.files(), this::file);
        return out.append("}\n").toString();
    }

    private ObjectNode file(Lock.File file) {
        ObjectNode node = json.object()
                .put("path", PathText.toText(file.path().bytes()))
                .put("size", file.sizeBytes())
                .put("sha256", file.sha256());
        if (!file.packageName().isEmpty()) {
            node.put("package", file.packageName()).put("version", file.packageVersion());
        }
        return node;
    }
}
