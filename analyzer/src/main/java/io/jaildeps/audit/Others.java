package io.jaildeps.audit;

import io.jaildeps.path.JailPath;
import io.jaildeps.tree.Location;
import io.jaildeps.tree.Sysroot;
import java.io.IOException;

/** Whether somebody else than root decides what stands at a path: by the file, or by a directory on the way to it. */
final class Others {
    private static final int STICKY = 01000;

    private Others() {}

    /** @param path absolute, one char per byte; it need not be there, and then who may make it decides */
    static boolean decide(Sysroot jail, String path) throws IOException {
        Location location = jail.locate(path);
        boolean isThere = location instanceof Location.Present;
        if (location instanceof Location.Present at
                && (at.inode().uid() != 0 || at.inode().othersMayWrite())) {
            return true;
        }
        JailPath file = location instanceof Location.Present at ? at.realPath() : JailPath.ofBytes(path);
        for (JailPath above = file; !above.isRoot(); ) {
            above = above.parent();
            if (jail.locate(above) instanceof Location.Present directory) {
                // in a sticky directory others make files, and can not exchange root's
                boolean mayOnlyMake = isThere && (directory.inode().mode() & STICKY) != 0;
                if (directory.inode().uid() != 0 || directory.inode().othersMayWrite() && !mayOnlyMake) {
                    return true;
                }
                isThere = true;
            }
        }
        return false;
    }
}
