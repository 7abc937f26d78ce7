package io.jaildeps.graph;

import io.jaildeps.access.PathUse;
import io.jaildeps.path.JailPath;
import io.jaildeps.tree.Sysroot;
import java.io.IOException;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/**
 * What comes and goes. In a directory that all may write to, such as /tmp, nobody knows who put it there. Below one it
 * does where the run changed the directory itself: java makes a file in /tmp/hsperfdata_root and reads those of others. All
 * else below /tmp, a project that somebody unpacked there, is like anywhere else.
 */
final class TemporaryPaths {
    private static final int WORLD_WRITABLE = 0002;

    private final Sysroot tree;
    private final Set<JailPath> changed;

    private TemporaryPaths(Sysroot tree, Set<JailPath> changed) {
        this.tree = tree;
        this.changed = changed;
    }

    static TemporaryPaths of(Collection<PathUse> uses, Classifier classifier, Sysroot tree) throws IOException {
        Set<JailPath> changed = new TreeSet<>();
        for (PathUse use : uses) {
            classifier.changedDirectory(use).ifPresent(directory -> changed.add(directory.realPath()));
        }
        return new TemporaryPaths(tree, changed);
    }

    /** @param path as links lead to it */
    boolean has(JailPath path) throws IOException {
        JailPath directory = path.parent();
        if (isOpen(directory)) {
            return true;
        }
        for (JailPath at = directory.parent(); changed.contains(directory) && !at.isRoot(); at = at.parent()) {
            if (isOpen(at)) {
                return true;
            }
        }
        return false;
    }

    private boolean isOpen(JailPath directory) throws IOException {
        return !directory.isRoot()
                && tree.inode(directory)
                        .filter(inode -> (inode.mode() & WORLD_WRITABLE) != 0)
                        .isPresent();
    }
}
