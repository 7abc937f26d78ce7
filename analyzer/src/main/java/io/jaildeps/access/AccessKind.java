package io.jaildeps.access;

/** What a call wanted of a path. */
public enum AccessKind {
    /** execve(2): run it. */
    EXECUTE("executed"),
    /** Opened to read; of a directory, to list it or to start lookups at it. */
    READ("opened"),
    /** Opened to write without reading what was there. */
    WRITE("written"),
    /** Opened to read and write what is there. */
    UPDATE("updated"),
    /** getdents(2): its entries were read. */
    LIST("listed"),
    /** stat(2), access(2) and their kind: only looked at. */
    LOOK("looked at"),
    /** readlink(2). */
    READ_LINK("read as a link"),
    /** Made: mkdir(2), symlink(2), mknod(2), the new name of link(2) and rename(2). */
    CREATE("made"),
    /** unlink(2), rmdir(2), the old name of rename(2). */
    REMOVE("removed"),
    /** chmod(2), chown(2), utime(2), truncate(2), setxattr(2). */
    CHANGE("changed"),
    /** connect(2) or sendto(2) to a socket of the file system. */
    CONNECT("connected to"),
    /** bind(2): a socket was made there. */
    BIND("bound"),
    /** unveil(2) of OpenBSD: the program says itself that it may use it. */
    DECLARE("unveiled"),
    /** chdir(2), chroot(2): it became the working or root directory. */
    ENTER("entered"),
    /** mount(2): source or place of a mount. */
    MOUNT("mounted");

    private final String participle;

    AccessKind(String participle) {
        this.participle = participle;
    }

    /** The word for a reason: {@code opened} by …. */
    public String participle() {
        return participle;
    }
}
