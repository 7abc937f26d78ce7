package io.jaildeps.jail;

import io.jaildeps.tree.Inode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;

/** Owner, mode and time of an inode, in the order in which one does not undo another. */
final class Attributes {
    private Attributes() {}

    /** All that {@code inode} has. For directories and files. */
    static void set(Path path, Inode inode) throws IOException {
        time(path, inode.modified());
        owner(path, inode.uid(), inode.gid());
        mode(path, inode.mode());
    }

    /** Not for devices and fifos: the JDK opens them for it. */
    static void time(Path path, FileTime modified) throws IOException {
        Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .setTimes(modified, modified, null);
    }

    /** chown(2) clears setuid and capabilities. */
    static void owner(Path path, long uid, long gid) throws IOException {
        Files.setAttribute(path, "unix:uid", (int) uid, LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(path, "unix:gid", (int) gid, LinkOption.NOFOLLOW_LINKS);
    }

    /** Follows links: never called on one. Opens nothing, so a fifo does not block it. */
    static void mode(Path path, int mode) throws IOException {
        Files.setAttribute(path, "unix:mode", mode);
    }
}
