package io.jaildeps.audit;

import io.jaildeps.path.JailPath;
import io.jaildeps.tree.Inode;
import io.jaildeps.tree.Location;
import io.jaildeps.tree.Sysroot;
import java.io.IOException;

/** Whether somebody else than root decides what stands at a path: by the file, or by a directory on the way to it. */
final class Others {
    private static final int OTHERS_WRITE = 02;
    private static final int GROUP_WRITES = 020;
    private static final int STICKY = 01000;

    private Others() {}

    /** @param path absolute, one char per byte; it need not be there, and then who may make it decides */
    static boolean decide(Sysroot jail, String path) throws IOException {
        Location location = jail.locate(path);
        boolean isThere = location instanceof Location.Present;
        if (location instanceof Location.Present at && (at.inode().uid() != 0 || mayWrite(at.inode()))) {
            return true;
        }
        JailPath file = location instanceof Location.Present at ? at.realPath() : JailPath.ofBytes(path);
        for (JailPath above = file; !above.isRoot(); ) {
            above = above.parent();
            if (jail.locate(above) instanceof Location.Present directory) {
                // in a sticky directory others make files, and can not exchange root's
                boolean mayOnlyMake = isThere && (directory.inode().mode() & STICKY) != 0;
                if (directory.inode().uid() != 0 || mayWrite(directory.inode()) && !mayOnlyMake) {
                    return true;
                }
                isThere = true;
            }
        }
        return false;
    }

    private static boolean mayWrite(Inode inode) {
        return (inode.mode() & OTHERS_WRITE) != 0 || (inode.mode() & GROUP_WRITES) != 0 && inode.gid() != 0;
    }
}
