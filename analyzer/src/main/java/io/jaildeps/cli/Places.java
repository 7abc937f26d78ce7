package io.jaildeps.cli;

import io.jaildeps.host.Mount;
import io.jaildeps.path.HostPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where temporary files of a run are. */
final class Places {
    private Places() {}

    /** For workspaces: a directory that only its owner can write, and whose parents only root can. */
    static HostPath workspaces() {
        String runtime = System.getenv().getOrDefault("XDG_RUNTIME_DIR", "");
        if (Files.isWritable(Path.of("/run"))) {
            return HostPath.of("/run/jaildeps");
        }
        if (runtime.startsWith("/") && Files.isWritable(Path.of(runtime))) {
            return HostPath.of(Path.of(runtime, "jaildeps"));
        }
        return HostPath.of("/tmp/jaildeps-" + System.getProperty("user.name"));
    }

    /** For proving jails: a file system that is mounted without nodev and noexec, if there is one. */
    static HostPath jails() throws IOException {
        for (String directory : List.of("/var/tmp", "/tmp", "/var/lib", "/root")) {
            Path path = Path.of(directory);
            if (Files.isDirectory(path) && Files.isWritable(path) && allowsDevices(path)) {
                return HostPath.of(path);
            }
        }
        return HostPath.of("/tmp");
    }

    private static boolean allowsDevices(Path path) throws IOException {
        return Mount.of(HostPath.of(path.toRealPath()))
                .filter(mount ->
                        mount.options().contains("nodev") || mount.options().contains("noexec"))
                .isEmpty();
    }
}
