package io.jaildeps.elf;

import io.jaildeps.path.JailPath;
import java.util.List;

/** Where a path leads below a {@link Sysroot}; path_resolution(7). */
public sealed interface Location permits Location.Present, Location.Absent {

    /**
     * Something is there.
     *
     * @param path the path as asked for, links kept, made absolute and normal without changing what it names
     * @param realPath the same with every link resolved
     * @param links every symbolic link of the way, in the order in which the kernel passes them; what is before a
     *     link's last component holds no link itself
     * @param kind what stands at its end
     * @param identity equal for two paths to one inode, stat(2) {@code st_dev} and {@code st_ino}
     */
    record Present(JailPath path, JailPath realPath, List<JailPath> links, Kind kind, Object identity)
            implements Location {
        public Present {
            links = List.copyOf(links);
        }
    }

    /** @param links the links of the way up to the point where it ended */
    record Absent(Reason reason, List<JailPath> links) implements Location {
        public Absent {
            links = List.copyOf(links);
        }
    }

    /** What stands at the end of a path. */
    enum Kind {
        FILE,
        DIRECTORY,
        OTHER
    }

    /** Why nothing does, by the kernel's error. */
    enum Reason {
        ENOENT,
        ENOTDIR,
        EACCES,
        ELOOP
    }
}
