package io.jaildeps.jail;

import io.jaildeps.path.HostPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Where file systems are mounted, from proc_pid_mountinfo(5). */
final class Mounts {
    private static final Path TABLE = Path.of("/proc/self/mountinfo");
    private static final Pattern ESCAPE = Pattern.compile("\\\\([0-7]{3})");

    private Mounts() {}

    /** The mount points at and beneath {@code directory}, a path without links; none where there is no such table. */
    static List<HostPath> beneath(HostPath directory) throws IOException {
        if (!Files.exists(TABLE)) {
            return List.of();
        }
        return parse(Files.readString(TABLE, StandardCharsets.ISO_8859_1)).stream()
                .filter(directory::covers)
                .sorted()
                .toList();
    }

    // 36 35 98:0 /mnt1 /mnt\0402 rw,noatime master:1 - ext3 /dev/root rw,errors=continue
    static List<HostPath> parse(String table) {
        return table.lines()
                .map(line -> line.split(" "))
                .filter(fields -> fields.length > 4 && fields[4].startsWith("/"))
                .map(fields -> HostPath.ofBytes(ESCAPE.matcher(fields[4])
                        .replaceAll(escape -> java.util.regex.Matcher.quoteReplacement(
                                String.valueOf((char) Integer.parseInt(escape.group(1), 8))))))
                .toList();
    }
}
