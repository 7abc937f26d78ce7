package io.jaildeps.audit;

import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import io.jaildeps.path.Printable;
import io.jaildeps.tree.Inode;
import io.jaildeps.tree.Location;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    private static final List<String> LIVE =
            List.of("/etc/shadow", "/etc/passwd", "/etc/gshadow", "/etc/group", "/etc/sudoers", "/etc/crontab");

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
                report(one, outside);
            }
        }
        seen.clear();
    }

    private void report(Seen one, int outside) throws IOException {
        Optional<String> hosts = hosts(one);
        if (hosts.isEmpty() && scene.shared().has(one.inode)) {
            return; // the other names are the store's and other jails'
        }
        HostPath file = scene.onHost(one.first);
        String reason = hosts.isPresent()
                ? "it is the host's own " + hosts.get() + " under another name"
                : outside + " of its " + one.inode.links() + " names " + (outside == 1 ? "is" : "are")
                        + " outside of the jail";
        scene.findings()
                .add(
                        Kind.HARD_LINK_OUTSIDE,
                        hosts.isPresent() ? Severity.CRITICAL : Severity.HIGH,
                        one.first,
                        reason,
                        scene.mend(one.first, Mend.replaceByCopy(file)));
    }

    /** The host's file, if it is the one of the same path or one that decides who is who. */
    private Optional<String> hosts(Seen one) throws IOException {
        List<String> candidates = new ArrayList<>(LIVE);
        candidates.add(one.first.bytes());
        for (String candidate : candidates) {
            if (scene.host().locate(candidate) instanceof Location.Present there
                    && there.id().equals(one.inode.id())) {
                return Optional.of(Printable.of(candidate));
            }
        }
        return Optional.empty();
    }
}
