package io.jaildeps.access;

import io.jaildeps.path.JailPath;
import org.jspecify.annotations.Nullable;

/**
 * A process's root and working directory as the tracer sees them. Processes that share them (CLONE_FS) share one object.
 * The working directory is empty while it is not known, and the root is null.
 */
final class FsContext {
    private @Nullable JailPath root;
    private @Nullable JailPath namespace;
    private String cwd;

    FsContext(JailPath root, String cwd) {
        this(root, JailPath.ROOT, cwd);
    }

    private FsContext(@Nullable JailPath root, @Nullable JailPath namespace, String cwd) {
        this.root = root;
        this.namespace = namespace;
        this.cwd = cwd;
    }

    FsContext copy() {
        return new FsContext(root, namespace, cwd);
    }

    @Nullable
    JailPath root() {
        return root;
    }

    String cwd() {
        return cwd;
    }

    /** @param directory as the tracer sees it, {@code ..} kept if possible; empty if not known */
    void enter(String directory) {
        cwd = GivenPath.kept(directory);
    }

    /** @param directory null if the trace does not tell it */
    void changeRoot(@Nullable JailPath directory) {
        root = directory;
    }

    /** pivot_root(2): the root of a mount namespace, from which the tracer's decorations start from now on. */
    void pivotRoot(@Nullable JailPath directory) {
        root = directory;
        namespace = directory;
    }

    /** A path that the process itself sees, as the tracer sees it; empty if its root is not known. */
    String outer(String inner) {
        return root == null ? "" : GivenPath.below(root.bytes(), inner);
    }

    /** A path by which the tracer decorates a descriptor of this process, as it sees it otherwise; empty if that is not known. */
    String decorated(String path) {
        return namespace == null ? "" : GivenPath.below(namespace.bytes(), path);
    }
}
