package io.jaildeps.jail;

import io.jaildeps.path.HostPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;

/** What lstat(2) tells. @param mode permission bits without the type */
public record Inode(
        Kind kind, int mode, int uid, int gid, long device, long number, int links, long sizeBytes, FileTime modified) {
    private static final String ATTRIBUTES = "unix:mode,uid,gid,dev,ino,nlink,size,lastModifiedTime";

    /** The type of an inode, see inode(7). */
    public enum Kind {
        FILE("file", 0100000),
        DIRECTORY("directory", 0040000),
        SYMLINK("link", 0120000),
        CHARACTER_DEVICE("character device", 0020000),
        BLOCK_DEVICE("block device", 0060000),
        FIFO("fifo", 0010000),
        SOCKET("socket", 0140000);

        private final String word;
        private final int bits;

        Kind(String word, int bits) {
            this.word = word;
            this.bits = bits;
        }

        @Override
        public String toString() {
            return word;
        }

        private static Kind ofMode(int mode) {
            for (Kind kind : values()) {
                if (kind.bits == (mode & 0170000)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("no type in mode " + Integer.toOctalString(mode));
        }
    }

    /** Empty if nothing is at {@code path}, not even a link that leads nowhere. */
    static Optional<Inode> at(HostPath path) throws IOException {
        Map<String, Object> found;
        try {
            found = Files.readAttributes(path.toPath(), ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException | NotDirectoryException absent) {
            return Optional.empty();
        } catch (java.nio.file.FileSystemException e) {
            if ("Not a directory".equals(e.getReason())) {
                return Optional.empty();
            }
            throw e;
        }
        int mode = number(found, "mode").intValue();
        return Optional.of(new Inode(
                Kind.ofMode(mode),
                mode & 07777,
                number(found, "uid").intValue(),
                number(found, "gid").intValue(),
                number(found, "dev").longValue(),
                number(found, "ino").longValue(),
                number(found, "nlink").intValue(),
                number(found, "size").longValue(),
                (FileTime) attribute(found, "lastModifiedTime")));
    }

    boolean is(Kind wanted) {
        return kind == wanted;
    }

    /** True if both are names of one file. */
    boolean same(Inode other) {
        return device == other.device && number == other.number;
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
