package io.jaildeps.jail;

import io.jaildeps.host.Mount;
import io.jaildeps.path.HostPath;
import io.jaildeps.tree.Inode;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether a jail may be made at a place. */
final class Destination {
    /** Top directories of hier(7): never a jail, even when empty. */
    private static final Set<String> SYSTEM = Set.of(
            "bin",
            "boot",
            "dev",
            "etc",
            "home",
            "lib",
            "lib32",
            "lib64",
            "libx32",
            "lost+found",
            "media",
            "mnt",
            "opt",
            "proc",
            "root",
            "run",
            "sbin",
            "srv",
            "sys",
            "tmp",
            "usr",
            "var");

    private Destination() {}

    /** The same place by the real path of its parent, so that mounts and links are seen. Empty without a parent. */
    static Optional<HostPath> real(HostPath jail) throws IOException {
        Path parent = jail.parent().toPath();
        if (jail.isRoot() || !Files.isDirectory(parent)) {
            return Optional.empty();
        }
        return Optional.of(HostPath.of(parent.toRealPath()).resolve(jail.name()));
    }

    /** Why {@code jail} can not be the place. @param jail as {@link #real} gives it */
    static Optional<String> problem(HostPath jail, HostSources sources, JailPlan plan) throws IOException {
        if (jail.parent().isRoot() && SYSTEM.contains(jail.name())) {
            return Optional.of("it is a directory of the system");
        }
        HostPath hostRoot = HostPath.of(sources.root().toPath().toRealPath());
        if (jail.covers(hostRoot) || sources.needed(plan).stream().anyMatch(jail::covers)) {
            return Optional.of("the host's files are in it");
        }
        Optional<Inode> inode = Inode.at(jail);
        if (inode.isPresent() && !inode.get().is(Inode.Kind.DIRECTORY)) {
            return Optional.of("it is a " + inode.get().kind());
        }
        List<Mount> mounts = Mount.beneath(jail);
        if (!mounts.isEmpty()) {
            return Optional.of("something is mounted on " + mounts.get(0).place() + "; umount it first");
        }
        if (inode.isPresent() && !Workplace.isOurs(jail) && !isEmpty(jail)) {
            return Optional.of("it is not empty and was not made by jaildeps");
        }
        return Optional.empty();
    }

    private static boolean isEmpty(HostPath directory) throws IOException {
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory.toPath())) {
            return !stream.iterator().hasNext();
        }
    }

    /** True for a directory and no link to one. */
    static boolean isDirectory(HostPath path) {
        return Files.isDirectory(path.toPath(), LinkOption.NOFOLLOW_LINKS);
    }
}
