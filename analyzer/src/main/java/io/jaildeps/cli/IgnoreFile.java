package io.jaildeps.cli;

import io.jaildeps.audit.Ignored;
import io.jaildeps.path.HostPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A checked-in list of findings that somebody accepts, each with the reason.
 *
 * <pre>
 * # the shell that people log in to
 * tool:/usr/bin/bash   # users of this jail get a shell
 * </pre>
 */
final class IgnoreFile {
    private IgnoreFile() {}

    static List<Ignored> read(Path file) throws BadInput, IOException {
        List<String> lines = new String(InputText.bytes(file, "ignore file"), StandardCharsets.UTF_8)
                .lines()
                .toList();
        List<Ignored> ignored = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            int comment = line.lastIndexOf(" #");
            String reason = comment < 0 ? "" : line.substring(comment + 2).strip();
            if (reason.isEmpty()) {
                throw bad(file, i, "no reason; write ID[:PATH] # REASON");
            }
            try {
                ignored.add(Ignored.parse(line.substring(0, comment).strip(), reason));
            } catch (IllegalArgumentException e) {
                throw bad(file, i, String.valueOf(e.getMessage()));
            }
        }
        return ignored;
    }

    private static BadInput bad(Path file, int index, String reason) {
        return new BadInput("cannot read ignore file " + HostPath.of(file) + ": line " + (index + 1) + ": "
                + Words.visible(reason));
    }
}
