package io.jaildeps.tree;

import io.jaildeps.path.JailPath;
import java.util.List;

/** Where a path leads below a {@link Sysroot}; path_resolution(7). */
public sealed interface Location permits Location.Present, Location.Absent {

    /** Every symbolic link of the way, in the order in which the kernel passes them, each at its real place. */
    List<JailPath> links();

    /**
     * Something is there.
     *
     * @param path the path as asked for, links kept, made absolute and normal without changing what it names
     * @param realPath the same with every link resolved (the last one only if it was to be followed)
     */
    record Present(JailPath path, JailPath realPath, List<JailPath> links, Inode inode) implements Location {
        public Present {
            links = List.copyOf(links);
        }

        public Inode.Kind kind() {
            return inode.kind();
        }

        /** Equal for two paths to one inode, stat(2) {@code st_dev} and {@code st_ino}. */
        public Inode.Id id() {
            return inode.id();
        }
    }

    /**
     * Nothing is there.
     *
     * @param links the links of the way up to the point where it ended
     */
    record Absent(Reason reason, List<JailPath> links) implements Location {
        public Absent {
            links = List.copyOf(links);
        }
    }

    /** Why nothing is there, by the kernel's error. */
    enum Reason {
        ENOENT,
        ENOTDIR,
        EACCES,
        ELOOP
    }
}
