package io.jaildeps.cli;

import io.jaildeps.path.HostPath;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Whether a jail can be made where a command line says. */
final class JailPlace {
    private JailPlace() {}

    /** Refuses what no builder could do. What it may do with a directory that is there, the builder knows. */
    static void check(Path jail) throws BadInput {
        Path at = jail.toAbsolutePath();
        while (!Files.exists(at, LinkOption.NOFOLLOW_LINKS) && at.getParent() != null) {
            at = at.getParent();
        }
        if (!Files.isDirectory(at)) {
            throw new BadInput("cannot make a jail at " + HostPath.of(jail) + ": " + HostPath.of(at)
                    + (Files.isSymbolicLink(at) ? " is a link that leads nowhere" : " is no directory"));
        }
    }
}
