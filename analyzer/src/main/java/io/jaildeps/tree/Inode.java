package io.jaildeps.tree;

import io.jaildeps.path.HostPath;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What lstat(2) says of a file.
 *
 * @param mode the permission bits, 0 to 07777
 * @param rdev a device node's number as {@code st_rdev}, otherwise 0
 * @param id equal for two paths to one inode
 * @param links how many names it has
 */
public record Inode(
        Kind kind, int mode, long uid, long gid, long rdev, Id id, int links, long sizeBytes, FileTime modified) {
    private static final int EXECUTE = 0111;
    private static final int OTHERS_WRITE = 02;
    private static final int GROUP_WRITES = 020;
    private static final String ATTRIBUTES = "unix:mode,uid,gid,rdev,dev,ino,nlink,size,lastModifiedTime";

    /** What tells an inode from all others. */
    public record Id(long device, long number) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Id that && device == that.device && number == that.number;
        }

        @Override
        public int hashCode() {
            return 31 * Long.hashCode(device) + Long.hashCode(number);
        }
    }

    /** The file's type, see inode(7). */
    public enum Kind {
        FILE("file", 0100000),
        DIRECTORY("directory", 0040000),
        SYMLINK("link", 0120000),
        CHARACTER_DEVICE("character device", 0020000),
        BLOCK_DEVICE("block device", 0060000),
        FIFO("fifo", 0010000),
        SOCKET("socket", 0140000),
        OTHER("file of an unknown type", -1);

        private final String words;
        private final int bits;

        Kind(String words, int bits) {
            this.words = words;
            this.bits = bits;
        }

        /** For people. */
        @Override
        public String toString() {
            return words;
        }

        private static Kind of(int mode) {
            for (Kind kind : values()) {
                if (kind.bits == (mode & 0170000)) {
                    return kind;
                }
            }
            return OTHER;
        }
    }

    /** Empty if nothing is at {@code path}, not even a link that leads nowhere. */
    public static Optional<Inode> at(HostPath path) throws IOException {
        try {
            return Optional.of(read(path.toPath(), LinkOption.NOFOLLOW_LINKS));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (FileSystemException e) {
            if (isNotDirectory(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    static Inode read(Path path, LinkOption... options) throws IOException {
        Map<String, Object> found = Files.readAttributes(path, ATTRIBUTES, options);
        int mode = number(found, "mode").intValue();
        return new Inode(
                Kind.of(mode),
                mode & 07777,
                number(found, "uid").intValue() & 0xffffffffL,
                number(found, "gid").intValue() & 0xffffffffL,
                number(found, "rdev").longValue(),
                new Id(number(found, "dev").longValue(), number(found, "ino").longValue()),
                number(found, "nlink").intValue(),
                number(found, "size").longValue(),
                (FileTime) attribute(found, "lastModifiedTime"));
    }

    /** ENOTDIR, for which the JDK has no exception: NotDirectoryException is of newDirectoryStream only. */
    static boolean isNotDirectory(FileSystemException e) {
        return "Not a directory".equals(e.getReason());
    }

    public boolean is(Kind wanted) {
        return kind == wanted;
    }

    /** True if somebody may execute it, or enter it if it is a directory. */
    public boolean isExecutable() {
        return (mode & EXECUTE) != 0;
    }

    /** True if the mode lets others than the owner and root's group write it: what others do to root's files needs that. */
    public boolean othersMayWrite() {
        return (mode & OTHERS_WRITE) != 0 || (mode & GROUP_WRITES) != 0 && gid != 0;
    }

    private static Number number(Map<String, Object> found, String name) {
        return (Number) attribute(found, name);
    }

    private static Object attribute(Map<String, Object> found, String name) {
        Object value = found.get(name);
        if (value == null) {
            throw new IllegalStateException("lstat without " + name);
        }
        return value;
    }
}
