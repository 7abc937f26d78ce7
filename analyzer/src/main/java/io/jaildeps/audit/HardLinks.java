package io.jaildeps.audit;

import io.jaildeps.path.JailPath;
import io.jaildeps.tree.Inode;
import io.jaildeps.tree.Location;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Files that have names outside of the jail: a change in here changes them there, and the other way round. */
final class HardLinks implements InodeCheck {
    private static final class Seen {
        final JailPath first;
        final Inode inode;
        int names;

        Seen(JailPath first, Inode inode) {
            this.first = first;
            this.inode = inode;
        }
    }

    private final Scene scene;
    private final Map<Inode.Id, Seen> seen = new HashMap<>();

    HardLinks(Scene scene) {
        this.scene = scene;
    }

    @Override
    public void inode(JailPath path, Inode inode) {
        if (!inode.is(Inode.Kind.DIRECTORY) && inode.links() > 1) {
            seen.computeIfAbsent(inode.id(), first -> new Seen(path, inode)).names++;
        }
    }

    @Override
    public void finish() throws IOException {
        for (Seen one : seen.values()) {
            int outside = one.inode.links() - one.names;
            if (outside > 0) {
                boolean isHosts = scene.host().locate(one.first) instanceof Location.Present there
                        && there.id().equals(one.inode.id());
                scene.findings()
                        .add(
                                Kind.HARD_LINK_OUTSIDE,
                                isHosts ? Severity.CRITICAL : Severity.HIGH,
                                one.first,
                                isHosts
                                        ? "it is the host's own file of the same path, under a second name"
                                        : outside + " of its " + one.inode.links() + " names "
                                                + (outside == 1 ? "is" : "are") + " outside of the jail",
                                scene.mend("replace it by a copy: cp -a --remove-destination"));
            }
        }
        seen.clear();
    }
}
