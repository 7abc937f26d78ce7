package io.jaildeps.run;

import io.jaildeps.path.HostPath;
import io.jaildeps.tree.Inode;
import java.io.IOException;
import java.util.List;

/**
 * A directory of the host over which the empty root of the run's mount namespace is first mounted. Only this run sees
 * that; but the jail and the tools must not be below it.
 */
final class Stage {
    private static final List<String> CANDIDATES =
            List.of("/mnt", "/media", "/srv", "/opt", "/home", "/var/tmp", "/tmp");

    private Stage() {}

    static HostPath beside(HostPath jail) throws CannotRun, IOException {
        for (String candidate : CANDIDATES) {
            HostPath place = HostPath.of(candidate);
            boolean free = Inode.at(place)
                    .filter(inode -> inode.is(Inode.Kind.DIRECTORY))
                    .isPresent();
            if (free && !place.covers(jail) && !jail.covers(place)) {
                return place;
            }
        }
        throw new CannotRun("cannot run in " + jail + ": none of " + CANDIDATES
                + " is a directory of this system over which the empty root can be mounted");
    }
}
