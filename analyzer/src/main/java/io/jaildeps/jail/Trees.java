package io.jaildeps.jail;

import io.jaildeps.host.Mount;
import io.jaildeps.host.Tools;
import io.jaildeps.path.HostPath;
import io.jaildeps.tree.Inode;
import java.io.IOException;
import java.util.List;

/** Removes trees. By rm(1), which a program that still runs in the tree can not lead out of it by links. */
final class Trees {
    private static final int MAX_TRIES = 50;

    private Trees() {}

    /** Tries again while a helper of a killed build still writes there. */
    static void remove(HostPath tree) throws IOException, InterruptedException {
        List<Mount> mounts = Mount.beneath(tree);
        if (!mounts.isEmpty()) {
            throw new IOException("cannot remove " + tree + ": something is mounted on "
                    + mounts.get(0).place());
        }
        String reason = "";
        for (int i = 0; i < MAX_TRIES; i++) {
            reason = Tools.run(List.of("rm", "-rf", "--", tree.bytes())).output();
            if (Inode.at(tree).isEmpty()) {
                return;
            }
            Thread.sleep(100);
        }
        throw new IOException("cannot remove " + tree + ": " + reason);
    }
}
