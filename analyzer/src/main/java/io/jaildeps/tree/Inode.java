package io.jaildeps.tree;

/**
 * What lstat(2) says of a file.
 *
 * @param mode the permission bits, 0 to 07777
 * @param rdev a device node's number as {@code st_rdev}, otherwise 0
 * @param identity equal for two paths to one inode
 */
public record Inode(Kind kind, int mode, long uid, long gid, long rdev, long sizeBytes, String identity) {
    /** The file's type, see inode(7). */
    public enum Kind {
        FILE,
        DIRECTORY,
        SYMLINK,
        CHARACTER_DEVICE,
        BLOCK_DEVICE,
        FIFO,
        SOCKET,
        OTHER;

        static Kind of(int mode) {
            return switch (mode & 0170000) {
                case 0100000 -> FILE;
                case 0040000 -> DIRECTORY;
                case 0120000 -> SYMLINK;
                case 0020000 -> CHARACTER_DEVICE;
                case 0060000 -> BLOCK_DEVICE;
                case 0010000 -> FIFO;
                case 0140000 -> SOCKET;
                default -> OTHER;
            };
        }
    }

    /** A regular file of which nothing else is known. */
    public static Inode file(String identity) {
        return new Inode(Kind.FILE, 0, 0, 0, 0, 0, identity);
    }

    public boolean isDevice() {
        return kind == Kind.CHARACTER_DEVICE || kind == Kind.BLOCK_DEVICE;
    }
}
