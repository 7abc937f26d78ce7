package io.jaildeps.graph;

import io.jaildeps.access.PathUse;
import io.jaildeps.path.JailPath;
import io.jaildeps.tree.Location;
import java.util.List;

/** What one path's use means for the jail. */
sealed interface Finding {
    PathUse use();

    /** It must be there. @param certain false if it was only looked at */
    record Needed(PathUse use, Location.Present place, Need need, Strength strength) implements Finding {}

    /** How sure it is that a path is needed. */
    enum Strength {
        /** Executed, opened, listed, entered. */
        CERTAIN,
        /** Opened so that it would have been made if absent, or used and then replaced: state of earlier runs. */
        STATE,
        /** Only looked at. */
        LOOKED_AT
    }

    /** The target makes files here: the directory must be there and writable for it. */
    record Writes(PathUse use, Location.Present directory) implements Finding {}

    /** It lies in a file system that the kernel makes up. @param links of the way to it, also those within */
    record InMount(PathUse use, MountTable.KernelMount mount, List<JailPath> links, Strength strength)
            implements Finding {}

    /** A socket that another program listens on. @param answered whether the connection was taken */
    record Talks(PathUse use, JailPath path, boolean answered) implements Finding {}

    /** It is not there, or can not be used, on the host either. */
    record Absent(PathUse use, List<JailPath> links) implements Finding {}

    /** The target made it itself. */
    record Made(PathUse use) implements Finding {}
}
