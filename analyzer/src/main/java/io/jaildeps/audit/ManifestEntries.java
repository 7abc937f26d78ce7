package io.jaildeps.audit;

import io.jaildeps.manifest.DeviceNumber;
import io.jaildeps.manifest.Entry;
import io.jaildeps.manifest.Mode;
import io.jaildeps.manifest.Owner;
import io.jaildeps.path.HostPath;
import io.jaildeps.path.Printable;
import io.jaildeps.tree.Inode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether each entry of the manifest is in the jail, and as the manifest says. */
final class ManifestEntries {
    private static final int WRITE_BITS = 0222;

    private final Scene scene;
    private final Set<HostPath> mounted;

    /** @param mounted where something is mounted in the jail: it hides what is there */
    ManifestEntries(Scene scene, Set<HostPath> mounted) {
        this.scene = scene;
        this.mounted = Set.copyOf(mounted);
    }

    void run() throws IOException {
        for (Entry entry : scene.expected().entries()) {
            HostPath place = entry.path().in(scene.request().jail());
            if (mounted.stream().anyMatch(mount -> mount.covers(place))) {
                continue;
            }
            Optional<Inode> inode;
            try {
                inode = Inode.at(place);
            } catch (IOException e) {
                scene.findings().add(Kind.UNREADABLE, entry.path(), Failures.reason(e), Mend.LET_IT_BE_READ);
                continue;
            }
            if (inode.isEmpty() || !isBeneathDirectories(entry)) {
                String why = entry.why().isEmpty()
                        ? ""
                        : ": " + Printable.of(entry.why().get(0));
                scene.findings()
                        .add(
                                Kind.ENTRY_MISSING,
                                entry.path(),
                                "the manifest has it" + why,
                                scene.mend(entry.path(), Mend.words("make it as the manifest says")));
                continue;
            }
            List<String> differences = differences(entry, inode.get());
            if (!differences.isEmpty()) {
                scene.findings()
                        .add(
                                Kind.ENTRY_DIFFERS,
                                entry.path(),
                                String.join("; ", differences),
                                scene.mend(entry.path(), Mend.words("make it as the manifest says")));
            }
        }
    }

    /** An entry behind a link that somebody put in its way is not where the manifest has it. */
    private boolean isBeneathDirectories(Entry entry) throws IOException {
        return scene.jail().inode(entry.path()).isPresent() && hasPlainParents(entry);
    }

    private boolean hasPlainParents(Entry entry) throws IOException {
        for (var parent = entry.path(); !parent.isRoot(); ) {
            parent = parent.parent();
            if (scene.jail()
                    .inode(parent)
                    .filter(inode -> inode.is(Inode.Kind.DIRECTORY))
                    .isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private List<String> differences(Entry entry, Inode inode) throws IOException {
        List<String> differences = new ArrayList<>();
        Inode.Kind wanted = kind(entry);
        if (!inode.is(wanted)) {
            return List.of("it is a " + inode.kind() + ", by the manifest a " + wanted);
        }
        if (entry instanceof Entry.Symlink link) {
            String target = scene.jail().linkTarget(entry.path());
            if (!target.equals(link.target())) {
                differences.add("-> " + Printable.of(target) + ", by the manifest -> " + Printable.of(link.target()));
            }
        }
        if (entry instanceof Entry.Device device) {
            DeviceNumber number = DeviceNumber.ofRdev(inode.is(Inode.Kind.BLOCK_DEVICE), inode.rdev());
            if (!number.equals(device.device())) {
                differences.add(number + ", by the manifest " + device.device());
            }
        }
        if (entry instanceof Entry.Owned owned) {
            boolean sharedMode =
                    scene.shared().has(inode) && inode.mode() == (owned.mode().bits() & ~WRITE_BITS);
            if (inode.mode() != owned.mode().bits() && !sharedMode) {
                differences.add("mode " + new Mode(inode.mode()) + ", by the manifest " + owned.mode());
            }
            owner(owned.owner(), inode).ifPresent(differences::add);
        }
        return differences;
    }

    private Optional<String> owner(Owner owner, Inode inode) {
        Optional<Long> uid = scene.hostAccounts().uid(owner.user());
        Optional<Long> gid = scene.hostAccounts().gid(owner.group());
        boolean same = uid.filter(number -> number == inode.uid()).isPresent()
                && gid.filter(number -> number == inode.gid()).isPresent();
        return same
                ? Optional.empty()
                : Optional.of("owner " + inode.uid() + ":" + inode.gid() + ", by the manifest " + owner.user() + ":"
                        + owner.group());
    }

    private static Inode.Kind kind(Entry entry) {
        if (entry instanceof Entry.File) {
            return Inode.Kind.FILE;
        } else if (entry instanceof Entry.Directory) {
            return Inode.Kind.DIRECTORY;
        } else if (entry instanceof Entry.Symlink) {
            return Inode.Kind.SYMLINK;
        } else if (entry instanceof Entry.Device device) {
            return device.device().block() ? Inode.Kind.BLOCK_DEVICE : Inode.Kind.CHARACTER_DEVICE;
        }
        return Inode.Kind.FIFO;
    }
}
