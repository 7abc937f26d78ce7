package io.jaildeps.jail;

import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import io.jaildeps.tree.Inode;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Processes whose root directory is in a jail: after a swap they still see the old tree, which is then removed. */
final class Occupants {
    private static final Path PROCESSES = Path.of("/proc");

    private Occupants() {}

    /** A warning for each, none where there is no proc(5). Processes of others are not seen without root. */
    static List<BuildResult.Warning> of(HostPath jail) throws IOException {
        List<BuildResult.Warning> warnings = new ArrayList<>();
        Optional<Inode> root = Inode.at(jail);
        if (root.isEmpty() || !Files.isDirectory(PROCESSES)) {
            return warnings;
        }
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROCESSES, "[1-9]*")) {
            for (Path process : processes) {
                if (isIn(jail, process) || hasAsRoot(root.get(), process)) {
                    warnings.add(new BuildResult.Warning(
                            JailPath.ROOT,
                            "process " + process.getFileName()
                                    + " runs in the old tree: what it makes there is lost; start it again"));
                }
            }
        }
        return warnings;
    }

    private static boolean isIn(HostPath jail, Path process) {
        try {
            return jail.covers(HostPath.of(Files.readSymbolicLink(process.resolve("root"))));
        } catch (IOException ended) {
            return false;
        }
    }

    /** In a mount namespace of its own a process has the jail as its root by another name. */
    private static boolean hasAsRoot(Inode jail, Path process) {
        try {
            Path root = process.resolve("root");
            return Files.getAttribute(root, "unix:ino").equals(jail.id().number())
                    && Files.getAttribute(root, "unix:dev").equals(jail.id().device());
        } catch (IOException ended) {
            return false;
        }
    }
}
