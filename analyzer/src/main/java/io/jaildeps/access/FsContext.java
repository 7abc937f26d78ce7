package io.jaildeps.access;

import io.jaildeps.path.JailPath;

/**
 * A process's root and working directory as the tracer sees them. Processes that share them (CLONE_FS) share one object.
 * The working directory is empty while it is not known.
 */
final class FsContext {
    private JailPath root;
    private String cwd;

    FsContext(JailPath root, String cwd) {
        this.root = root;
        this.cwd = cwd;
    }

    FsContext copy() {
        return new FsContext(root, cwd);
    }

    JailPath root() {
        return root;
    }

    String cwd() {
        return cwd;
    }

    void enter(String directory) {
        cwd = directory;
    }

    void changeRoot(JailPath directory) {
        root = directory;
    }
}
