package io.jaildeps.access;

import io.jaildeps.path.JailPath;

/**
 * A process's root and working directory as the tracer sees them. Processes that share them (CLONE_FS) share one object.
 * The working directory is empty while it is not known.
 */
final class FsContext {
    private JailPath root;
    private JailPath namespace;
    private String cwd;

    FsContext(JailPath root, String cwd) {
        this(root, JailPath.ROOT, cwd);
    }

    private FsContext(JailPath root, JailPath namespace, String cwd) {
        this.root = root;
        this.namespace = namespace;
        this.cwd = cwd;
    }

    FsContext copy() {
        return new FsContext(root, namespace, cwd);
    }

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

    void changeRoot(JailPath directory) {
        root = directory;
    }

    /** pivot_root(2): the root of a mount namespace, from which the tracer's decorations start from now on. */
    void pivotRoot(JailPath directory) {
        root = directory;
        namespace = directory;
    }

    /** A path that the process itself sees, as the tracer sees it. */
    String outer(String inner) {
        return GivenPath.below(root.bytes(), inner);
    }

    /** A path by which the tracer decorates a descriptor of this process. */
    String decorated(String path) {
        return GivenPath.below(namespace.bytes(), path);
    }
}
