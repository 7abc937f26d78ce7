package io.jaildeps.graph;

import io.jaildeps.access.PathUse;
import io.jaildeps.path.JailPath;
import io.jaildeps.tree.Inode;
import io.jaildeps.tree.Location;
import io.jaildeps.tree.Sysroot;
import java.io.IOException;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The directories that the target makes itself: those that it made in this run, and those that it set out to make and found
 * there, left by an earlier run. In a jail it makes them again, and what is not the first run there may go another way. Of
 * the latter kind only those that their owner can make: a service manager makes /run/NAME for somebody who can not.
 */
record MadeDirectories(Set<JailPath> realPaths) {
    static MadeDirectories of(Collection<PathUse> uses, Sysroot tree) throws IOException {
        Set<JailPath> made = new TreeSet<>();
        for (PathUse use : uses) {
            if ((use.made() || use.foundMade().isPresent())
                    && tree.locate(use.asked().root(), use.asked().bytes(), false) instanceof Location.Present place
                    && place.kind() == Inode.Kind.DIRECTORY
                    && (use.made() || ownerCanMake(place, tree))) {
                made.add(place.realPath());
            }
        }
        return new MadeDirectories(made);
    }

    private static boolean ownerCanMake(Location.Present directory, Sysroot tree) throws IOException {
        long owner = directory.inode().uid();
        Optional<Inode> parent = tree.inode(directory.realPath().parent());
        return owner == 0 || parent.filter(above -> above.uid() == owner).isPresent();
    }

    boolean contains(JailPath realPath) {
        return realPaths.contains(realPath);
    }
}
