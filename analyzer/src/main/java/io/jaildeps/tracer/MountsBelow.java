package io.jaildeps.tracer;

import io.jaildeps.path.HostPath;
import io.jaildeps.path.OctalEscapes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Mounts below a directory that is to be removed: what is mounted there is not ours to remove. */
final class MountsBelow {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private MountsBelow() {}

    /** Unmounts them, the deepest first. */
    static void unmount(HostPath directory) throws IOException {
        List<String> places = places(directory);
        for (int i = places.size() - 1; i >= 0; i--) {
            String umount = Tools.find("umount").orElseThrow(() -> new IOException("cannot run umount: not installed"));
            ShellCommand.Result result =
                    ShellCommand.tool(List.of(umount, "--", places.get(i)), Map.of("LC_ALL", "C"), TIMEOUT);
            if (!result.succeeded()) {
                throw new IOException("cannot unmount " + HostPath.ofBytes(places.get(i)) + ": "
                        + result.output().strip());
            }
        }
    }

    // 36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw,errors=continue
    private static List<String> places(HostPath directory) throws IOException {
        List<String> places = new ArrayList<>();
        String table = new String(Files.readAllBytes(Path.of("/proc/self/mountinfo")), StandardCharsets.ISO_8859_1);
        for (String line : table.split("\n")) {
            String[] fields = line.split(" ");
            if (fields.length > 4 && fields[4].startsWith("/")) {
                HostPath place = HostPath.ofBytes(OctalEscapes.decode(fields[4]));
                if (directory.covers(place)) {
                    places.add(place.bytes());
                }
            }
        }
        return places;
    }
}
