package io.jaildeps.cli;

import io.jaildeps.host.LoaderVariables;
import io.jaildeps.path.HostPath;
import io.jaildeps.tree.Inode;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Libraries that a target's environment names, and that root's own chroot(1) would load on the way into the jail. */
final class Preloads {
    private static final int OTHERS_WRITE = 0022;

    private Preloads() {}

    /**
     * Refuses what root should not load.
     *
     * @throws BadUsage if somebody other than root may write a file or directory that the loader would take libraries from
     */
    static void checkTrusted(Map<String, String> environment, String user) throws BadUsage, IOException {
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            if (LoaderVariables.obeyed(variable.getKey())) {
                for (String word : variable.getValue().split("[ :;]")) {
                    checkTrusted(variable.getKey(), word, user);
                }
            }
        }
    }

    private static void checkTrusted(String name, String word, String user) throws BadUsage, IOException {
        if (word.startsWith("/") && word.indexOf('\0') < 0) {
            HostPath path = HostPath.ofBytes(TargetLookup.bytes(word));
            Optional<Inode> inode = Inode.at(path);
            if (inode.isPresent() && (inode.get().uid() != 0 || isWritable(inode.get()))) {
                throw new BadUsage("cannot set " + Words.visible(name) + " for " + Words.visible(user) + ": " + path
                        + " may be written by others than root, and chroot, run by root, would load from there");
            }
        }
    }

    private static boolean isWritable(Inode inode) {
        return !inode.is(Inode.Kind.SYMLINK) && (inode.mode() & OTHERS_WRITE) != 0;
    }
}
