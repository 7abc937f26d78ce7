package io.jaildeps.jail;

import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import io.jaildeps.tree.Inode;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The files of the store through which a jail shares with others: names that they have outside of the jail are those of
 * the store and of other jails, not of the live system. Nothing is taken on trust that anybody but root could have made.
 */
public final class SharedFiles {
    private static final int WRITE_BITS = 0222;

    private final Set<Inode.Id> files;

    private SharedFiles(Set<Inode.Id> files) {
        this.files = Set.copyOf(files);
    }

    /**
     * Those of the last build's store; none, if the jail was built without one, or it is no store any more.
     *
     * @param jail a path without links
     */
    public static SharedFiles of(HostPath jail) throws IOException {
        Set<Inode.Id> files = new HashSet<>();
        Optional<HostPath> store = jail.isRoot() ? Optional.empty() : Workplace.store(jail);
        if (store.isPresent() && CleanStore.isStore(store.get())) {
            for (JailPath name : PlainCopier.children(JailPath.ROOT, store.get())) {
                Inode.at(name.in(store.get())).filter(SharedFiles::isClean).ifPresent(file -> files.add(file.id()));
            }
        }
        return new SharedFiles(files);
    }

    /** True if the store has it too. */
    public boolean has(Inode inode) {
        return files.contains(inode.id()) && isClean(inode);
    }

    private static boolean isClean(Inode inode) {
        return inode.is(Inode.Kind.FILE) && inode.uid() == 0 && (inode.mode() & WRITE_BITS) == 0;
    }
}
