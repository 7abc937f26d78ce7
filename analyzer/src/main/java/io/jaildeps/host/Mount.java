package io.jaildeps.host;

import io.jaildeps.path.HostPath;
import io.jaildeps.path.OctalEscapes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A mounted file system, see proc_pid_mountinfo(5).
 *
 * @param place where it is mounted; several may be at one place, the last one is seen
 * @param device the numbers of the file system's device, the same wherever it is mounted; empty if they are not known
 * @param root the directory or file of the file system that is seen at the place
 * @param options of this mount, not of its file system: {@code rw}, {@code nodev} and so on
 */
public record Mount(HostPath place, String fstype, String device, HostPath root, Set<String> options) {
    private static final Path TABLE = Path.of("/proc/self/mountinfo");

    public Mount {
        options = Set.copyOf(options);
    }

    /** Of a file system that is seen whole. */
    public Mount(HostPath place, String fstype, Set<String> options) {
        this(place, fstype, "", HostPath.ROOT, options);
    }

    /** Where else what is seen here is seen, not at or beneath {@code directory}. */
    public static Optional<HostPath> elsewhere(Mount mount, HostPath directory) throws IOException {
        for (Mount other : all()) {
            boolean holds = !mount.device().isEmpty() && other.device().equals(mount.device());
            if (holds && !directory.covers(other.place()) && other.root().covers(mount.root())) {
                String rest = other.root().relative(mount.root()).orElse("");
                return Optional.of(
                        rest.isEmpty() ? other.place() : other.place().resolve(rest));
            }
        }
        return Optional.empty();
    }

    /** All that this process sees, in the order in which they were mounted; none where there is no such table. */
    public static List<Mount> all() throws IOException {
        return Files.exists(TABLE) ? parse(Files.readString(TABLE, StandardCharsets.ISO_8859_1)) : List.of();
    }

    /** Those at and beneath {@code directory}, a path without links, in the order in which they were mounted. */
    public static List<Mount> beneath(HostPath directory) throws IOException {
        return all().stream().filter(mount -> directory.covers(mount.place())).toList();
    }

    /** The one that {@code path}, without links, is in. */
    public static Optional<Mount> of(HostPath path) throws IOException {
        Optional<Mount> innermost = Optional.empty();
        for (Mount mount : all()) {
            if (mount.place().covers(path)
                    && innermost
                            .filter(found -> !found.place().covers(mount.place()))
                            .isEmpty()) {
                innermost = Optional.of(mount);
            }
        }
        return innermost;
    }

    // 36 35 98:0 /mnt1 /mnt\0402 rw,noatime master:1 - ext3 /dev/root rw,errors=continue
    static List<Mount> parse(String table) {
        List<Mount> mounts = new ArrayList<>();
        for (String line : table.split("\n")) {
            String[] fields = line.split(" ");
            int separator = line.indexOf(" - ");
            // a mount below another root, as in some containers, may have no place here
            if (separator >= 0 && fields.length > 8 && fields[4].startsWith("/")) {
                boolean hasPath = fields[3].startsWith("/"); // net:[4026531840] is a namespace
                mounts.add(new Mount(
                        HostPath.ofBytes(OctalEscapes.decode(fields[4])),
                        line.substring(separator + 3).split(" ")[0],
                        hasPath ? fields[2] : "",
                        hasPath ? HostPath.ofBytes(OctalEscapes.decode(fields[3])) : HostPath.ROOT,
                        Set.of(fields[5].split(","))));
            }
        }
        return mounts;
    }
}
