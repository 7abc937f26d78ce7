package io.jaildeps.tree;

import io.jaildeps.path.JailPath;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What is supposed to be in a tree that is not here, because a run used it. Types are guesses by use; owner, mode and
 * content are not known, and no link is. To be filled first and then given to {@link Sysroot#of(Supposed)}.
 */
public final class Supposed {
    private static final FileTime UNKNOWN_TIME = FileTime.fromMillis(0);

    private final Map<String, Inode> inodes = new HashMap<>();

    public Supposed() {
        inodes.put("/", inode(Inode.Kind.DIRECTORY, 0755));
    }

    /**
     * Adds a path, and the directories on its way. What is below another is in a directory, whatever was said of that.
     *
     * @param mode permission bits, 0 to 07777
     */
    public void add(JailPath path, Inode.Kind kind, int mode) {
        if (!path.isRoot()) {
            inodes.putIfAbsent(path.bytes(), inode(kind, mode));
        }
        for (JailPath at = path; !at.isRoot(); at = at.parent()) {
            String parent = at.parent().bytes();
            Inode known = inodes.get(parent);
            if (known != null && known.is(Inode.Kind.DIRECTORY)) {
                return;
            }
            inodes.put(parent, inode(Inode.Kind.DIRECTORY, 0755));
        }
    }

    private Inode inode(Inode.Kind kind, int mode) {
        Inode.Id id = new Inode.Id(-1, inodes.size() + 1L);
        return new Inode(kind, mode, 0, 0, 0, id, 1, 0, UNKNOWN_TIME);
    }

    Sysroot.Node node(String path) {
        Inode inode = inodes.get(path);
        return inode == null ? new Sysroot.Node.None(Location.Reason.ENOENT) : new Sysroot.Node.Entry(inode, "");
    }

    SortedSet<String> names(JailPath directory) {
        TreeSet<String> names = new TreeSet<>();
        for (String path : inodes.keySet()) {
            JailPath place = JailPath.ofBytes(path);
            if (!place.isRoot() && place.parent().equals(directory)) {
                names.add(place.name());
            }
        }
        return names;
    }
}
