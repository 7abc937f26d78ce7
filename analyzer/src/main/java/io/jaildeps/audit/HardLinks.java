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
        final Inode inode;
        final List<JailPath> names = new ArrayList<>();

        Seen(Inode inode) {
            this.inode = inode;
        }
    }

    private static final List<String> LIVE =
            List.of("/etc/shadow", "/etc/passwd", "/etc/gshadow", "/etc/group", "/etc/sudoers", "/etc/crontab");

    private final Scene scene;
    private final Map<Inode.Id, Seen> seen = new HashMap<>();
    private final Map<HostPath, Mend> partings = new HashMap<>();

    HardLinks(Scene scene) {
        this.scene = scene;
    }

    @Override
    public void inode(JailPath path, Inode inode) {
        if (!inode.is(Inode.Kind.DIRECTORY) && inode.links() > 1) {
            seen.computeIfAbsent(inode.id(), first -> new Seen(inode)).names.add(path);
        }
    }

    @Override
    public void finish() throws IOException {
        for (Seen one : seen.values()) {
            int outside = one.inode.links() - one.names.size();
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
        JailPath first = one.names.get(0);
        String reason = hosts.isPresent()
                ? "it is the host's own " + hosts.get() + " under another name"
                : outside + " of its " + one.inode.links() + " names " + (outside == 1 ? "is" : "are")
                        + " outside of the jail";
        scene.findings()
                .add(
                        Kind.HARD_LINK_OUTSIDE,
                        hosts.isPresent() ? Severity.CRITICAL : Severity.HIGH,
                        first,
                        reason,
                        scene.mend(first, mend(one, hosts.isPresent())));
    }

    /** The host's secret goes, everything else gets an inode of its own before any other command changes it. */
    private Mend mend(Seen one, boolean isHosts) throws IOException {
        List<HostPath> names = one.names.stream().map(scene::onHost).toList();
        if (isHosts && scene.isSecret(one.names.get(0), one.inode, names.get(0))) {
            return names.size() == 1 ? Mend.remove(names.get(0), false) : Mend.words("remove its names in the jail");
        }
        Mend part = Mend.part(names);
        names.forEach(name -> partings.put(name, part));
        return part;
    }

    /** For each name of a file that has names outside too: the command that parts it from them. */
    Map<HostPath, Mend> partings() {
        return partings;
    }

    /** The host's file, if it is the one of the same path or one that decides who is who. */
    private Optional<String> hosts(Seen one) throws IOException {
        List<String> candidates = new ArrayList<>(LIVE);
        candidates.add(one.names.get(0).bytes());
        for (String candidate : candidates) {
            if (scene.host().locate(candidate) instanceof Location.Present there
                    && there.id().equals(one.inode.id())) {
                return Optional.of(Printable.of(candidate));
            }
        }
        return Optional.empty();
    }
}
