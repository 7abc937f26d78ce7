package io.jaildeps.jail;

import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import io.jaildeps.tree.Inode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The directories above a jail. Who can enter all of them can reach the jail's files from outside: leave a set-id program
 * of the jail's user there, or use one that the jail has. One that only its owner enters is a firewall.
 */
final class Surroundings {
    private static final int OTHERS_ENTER = 01;
    private static final int OTHERS_WRITE = 022;
    private static final int STICKY = 01000;

    private Surroundings() {}

    /** @param jail a path without links */
    static List<BuildResult.Warning> warnings(HostPath jail) throws IOException {
        List<BuildResult.Warning> warnings = new ArrayList<>();
        boolean closed = false;
        for (HostPath above = jail; !above.isRoot(); ) {
            above = above.parent();
            Inode inode = Inode.at(above).orElseThrow();
            closed |= (inode.mode() & OTHERS_ENTER) == 0;
            if ((inode.mode() & OTHERS_WRITE) != 0 && (inode.mode() & STICKY) == 0) {
                warnings.add(new BuildResult.Warning(
                        JailPath.ROOT, "others can write to " + above + ", which is above the jail, and replace it"));
            }
        }
        if (!closed) {
            warnings.add(new BuildResult.Warning(
                    JailPath.ROOT,
                    "everybody can reach the jail from outside; close a directory above it: chmod 0700 "
                            + jail.parent()));
        }
        return warnings;
    }
}
