package io.jaildeps.jail;

import io.jaildeps.host.Tools;
import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import io.jaildeps.tree.Inode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/**
 * A directory of files by their content, from which several jails take the same file as hard links: the disk and the
 * kernel's memory hold it once. Its files have never been anywhere but in jails that a build made; none is ever a file of
 * the live system, which a break in a jail could then change.
 *
 * <p>A link shares owner, mode and time as well, so the name tells them too; and what a jail could do to its file it does
 * to those of all. So only files of root that nobody else may write come in, without any write bit of their own, and every
 * one is compared byte by byte before it is used again.
 *
 * <pre>
 *   STORE/jaildeps-store                          says that the directory is one
 *   STORE/5ba93c9d…-0555-0-2023-05-29T17:36:40Z   SHA-256, mode, group, time
 * </pre>
 */
final class CleanStore {
    private static final String MARK = "jaildeps-store";
    private static final String FORMAT = "jaildeps store, format 1\n";
    /** The live system's own. */
    private static final Set<String> SYSTEM =
            Set.of("bin", "boot", "dev", "etc", "lib", "lib32", "lib64", "libx32", "proc", "sbin", "sys", "usr");

    private static final int WRITE_BITS = 0222;
    private static final int SET_ID_BITS = 06000;

    private final HostPath directory;

    private CleanStore(HostPath directory) {
        this.directory = directory;
    }

    /** By its real path. */
    HostPath directory() {
        return directory;
    }

    /** True for a directory that is root's alone, not one of the live system's, and marked by a build as a store. */
    static boolean isStore(HostPath directory) throws IOException {
        return !isSystems(directory)
                && Inode.at(directory).filter(Workplace::isRootsOnly).isPresent()
                && Inode.at(directory.resolve(MARK))
                        .filter(inode -> inode.is(Inode.Kind.FILE) && inode.sizeBytes() == FORMAT.length())
                        .isPresent()
                && Files.readString(directory.resolve(MARK).toPath(), StandardCharsets.ISO_8859_1)
                        .equals(FORMAT);
    }

    private static boolean isSystems(HostPath directory) {
        return SYSTEM.stream().anyMatch(name -> HostPath.of("/" + name).covers(directory));
    }

    /**
     * Opens a store, or makes an empty directory one.
     *
     * @throws IOException if it is not private to root, or holds other things
     */
    static CleanStore open(HostPath directory) throws IOException {
        if (isSystems(directory)) {
            throw new IOException("cannot use the store " + directory + ": it is in a directory of the system");
        }
        Path path = directory.toPath();
        try {
            Files.createDirectory(
                    path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (FileAlreadyExistsException known) {
            if (!Workplace.isRootsOnly(Inode.at(directory).orElseThrow(() -> known))) {
                throw new IOException("cannot use the store " + directory + ": it is not a private directory of root");
            }
        }
        Path mark = directory.resolve(MARK).toPath();
        if (!Files.exists(mark)) {
            if (!PlainCopier.children(JailPath.ROOT, directory).isEmpty()) {
                throw new IOException("cannot use the store " + directory + ": it holds other things");
            }
            Files.createFile(mark);
        }
        // an empty mark is one of the versions that gave it no format
        if (Files.size(mark) == 0) {
            Files.writeString(mark, FORMAT, StandardCharsets.ISO_8859_1);
        } else if (!isStore(directory)) {
            throw new IOException("cannot use the store " + directory + ": the format in " + MARK + " is not known");
        }
        return new CleanStore(HostPath.of(path.toRealPath()));
    }

    /**
     * Makes a file of a new tree the store's, if it may be.
     *
     * @param made what was made in the tree
     * @return the same as it is now: without write bits
     */
    Made share(HostPath tree, Made made) throws IOException, InterruptedException {
        HostPath file = made.path().in(tree);
        return mayShare(made) && !hasCapabilities(file) ? link(file, made) : made;
    }

    /** Two files with the same bytes need not have the same capabilities, and a link has those of the other. */
    private static boolean hasCapabilities(HostPath file) throws IOException, InterruptedException {
        boolean executable = Inode.at(file).orElseThrow().isExecutable();
        return executable
                && Tools.find("getcap").isPresent()
                && !Tools.run(List.of("getcap", file.bytes())).output().isEmpty();
    }

    private static boolean mayShare(Made file) {
        return file.kind() == Inode.Kind.FILE
                && file.uid() == 0
                && (file.mode() & (SET_ID_BITS | 022)) == 0
                && file.sizeBytes() > 0;
    }

    private Made link(HostPath made, Made file) throws IOException {
        Path path = made.toPath();
        Inode inode = Inode.at(made).orElseThrow();
        if (inode.links() > 1) {
            return file; // the host has it by several names, which the tree keeps
        }
        int mode = file.mode() & ~WRITE_BITS;
        Attributes.mode(path, mode);
        Path stored = directory.resolve(name(path, inode, mode)).toPath();
        if (!isAsStored(stored, path, mode)) {
            Files.deleteIfExists(stored); // what a jail did to it stays in the jails that have it
            Files.createLink(stored, path);
        } else {
            Path next =
                    directory.resolve("next-" + ProcessHandle.current().pid()).toPath();
            Files.deleteIfExists(next);
            Files.createLink(next, stored);
            Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        return new Made(file.path(), file.kind(), mode, file.uid(), file.gid(), file.sizeBytes());
    }

    private static String name(Path path, Inode inode, int mode) throws IOException {
        return Digests.sha256(HostPath.of(path)) + "-"
                + Integer.toOctalString(mode | 010000).substring(1) + "-" + inode.gid() + "-"
                + inode.modified().toInstant();
    }

    private static boolean isAsStored(Path stored, Path file, int mode) throws IOException {
        return Inode.at(HostPath.of(stored))
                        .filter(inode -> inode.is(Inode.Kind.FILE) && inode.uid() == 0 && inode.mode() == mode)
                        .isPresent()
                && Files.mismatch(stored, file) < 0;
    }
}
