package io.jaildeps.audit;

import io.jaildeps.path.JailPath;
import io.jaildeps.tree.Inode;

/** What no entry of the manifest covers. A directory that nothing covers stands for all that is in it. */
final class Coverage implements InodeCheck {
    private final Scene scene;
    private JailPath reported = JailPath.ROOT;
    private Inode.Kind kind = Inode.Kind.DIRECTORY;
    private long within;

    Coverage(Scene scene) {
        this.scene = scene;
    }

    @Override
    public void inode(JailPath path, Inode inode) {
        if (!reported.isRoot() && reported.covers(path)) {
            within++;
            return;
        }
        report();
        if (scene.expected().isKnown() && !scene.expected().covers(path)) {
            reported = path;
            kind = inode.kind();
        }
    }

    @Override
    public void finish() {
        report();
    }

    private void report() {
        if (!reported.isRoot()) {
            scene.findings()
                    .add(
                            Kind.NOT_IN_MANIFEST,
                            reported,
                            kind + (within > 0 ? " with " + within + " more in it" : ""),
                            Mend.remove(scene.onHost(reported), kind == Inode.Kind.DIRECTORY));
        }
        reported = JailPath.ROOT;
        within = 0;
    }
}
