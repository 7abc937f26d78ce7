package io.jaildeps.graph;

import io.jaildeps.access.AccessKind;
import io.jaildeps.access.FileAccess;
import io.jaildeps.access.PathUse;
import io.jaildeps.path.JailPath;
import io.jaildeps.tree.Inode;
import io.jaildeps.tree.Location;
import io.jaildeps.tree.Sysroot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides, path by path, what a use means; asks the tree what is there. */
final class Classifier {
    private static final JailPath RUN = JailPath.of("/run");
    private static final JailPath VAR_RUN = JailPath.of("/var/run");

    private final Sysroot tree;
    private final MountTable mounts;

    Classifier(Sysroot tree, MountTable mounts) {
        this.tree = tree;
        this.mounts = mounts;
    }

    List<Finding> classify(PathUse use) throws IOException {
        JailPath lexical = use.asked().lexical();
        Optional<MountTable.KernelMount> mount = mounts.of(lexical);
        if (mount.isPresent()) {
            return use.done().isEmpty()
                    ? List.of(new Finding.Absent(use, List.of()))
                    : List.of(new Finding.InMount(use, mount.get(), List.of(), strength(use)));
        }
        if (use.done().isEmpty()) {
            return failedOnly(use);
        }
        Location place = locate(use, use.follows());
        mount = use.made() ? Optional.empty() : mounts.on(place);
        if (mount.isPresent()) {
            return List.of(new Finding.InMount(use, mount.get(), place.links(), strength(use)));
        }
        List<Finding> findings = new ArrayList<>();
        if (use.did(AccessKind.CONNECT) && !use.did(AccessKind.BIND)) {
            findings.add(new Finding.Talks(use, lexical, true));
        }
        changedDirectory(use).ifPresent(directory -> findings.add(new Finding.Writes(use, directory)));
        if (use.made()) {
            findings.add(new Finding.Made(use));
            return findings;
        }
        if (place instanceof Location.Present present) {
            findings.addAll(present(use, present));
        } else if (findings.isEmpty()) {
            findings.add(new Finding.Absent(use, place.links()));
        }
        return findings;
    }

    private List<Finding> present(PathUse use, Location.Present place) throws IOException {
        if (!canBeEntry(place)) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        Finding.Strength strength = strength(use);
        if (strength == Finding.Strength.STATE && place.kind() != Inode.Kind.FILE) {
            strength = Finding.Strength.CERTAIN; // O_CREAT on /dev/null makes nothing
        } else if (strength == Finding.Strength.CERTAIN && isOfThisBoot(use, place)) {
            strength = Finding.Strength.STATE;
        }
        findings.add(new Finding.Needed(use, place, need(use), strength));
        if (use.follows() && use.did(AccessKind.READ_LINK)) {
            Location link = locate(use, false);
            if (link instanceof Location.Present present && present.kind() == Inode.Kind.SYMLINK) {
                findings.add(new Finding.Needed(use, present, Need.EXISTENCE, Finding.Strength.CERTAIN));
            }
        }
        return findings;
    }

    /** Who listens makes the socket; nobody can make what is of no known type. */
    private static boolean canBeEntry(Location.Present place) {
        return place.kind() != Inode.Kind.SOCKET && place.kind() != Inode.Kind.OTHER;
    }

    /** Files in /run were made since the machine was started, by the target's last run or by somebody else, see hier(7). */
    private static boolean isOfThisBoot(PathUse use, Location.Present place) {
        JailPath path = use.asked().lexical();
        return place.kind() == Inode.Kind.FILE
                && RUN.covers(place.realPath())
                && (RUN.covers(path) || VAR_RUN.covers(path))
                && !use.did(AccessKind.EXECUTE);
    }

    private List<Finding> failedOnly(PathUse use) throws IOException {
        FileAccess socket = use.failed().values().stream()
                .filter(access -> access.kind() == AccessKind.CONNECT)
                .findFirst()
                .orElse(null);
        if (socket != null) {
            return List.of(new Finding.Talks(use, use.asked().lexical(), false));
        }
        if (use.foundMade().isPresent() && parent(use).isPresent()) {
            return List.of(new Finding.Writes(use, parent(use).get()), new Finding.Made(use));
        }
        if (use.failed().containsKey("?")
                && locate(use, true) instanceof Location.Present place
                && place.kind() == Inode.Kind.FIFO) {
            // it waits in open(2) for somebody at the other end, and got no further
            return List.of(new Finding.Needed(use, place, Need.EXISTENCE, Finding.Strength.CERTAIN));
        }
        Optional<Location.Present> inTheWay = use.failedThough() ? inTheWay(use) : Optional.empty();
        return List.of(
                inTheWay.isPresent()
                        ? new Finding.Needed(use, inTheWay.get(), Need.EXISTENCE, Finding.Strength.LOOKED_AT)
                        : new Finding.Absent(use, List.of()));
    }

    /** What a call failed at that did find something: the lock that is held, the file that is no directory. */
    private Optional<Location.Present> inTheWay(PathUse use) throws IOException {
        JailPath root = innerRoot(use);
        for (JailPath at = use.asked().inner(); !at.isRoot(); at = at.parent()) {
            if (tree.locate(root, at.bytes(), false) instanceof Location.Present place) {
                return canBeEntry(place) && mounts.on(place).isEmpty() ? Optional.of(place) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** The directory that got or lost an entry by it, or was to. */
    Optional<Location.Present> changedDirectory(PathUse use) throws IOException {
        return use.made() || writesHere(use) ? parent(use) : Optional.empty();
    }

    private static boolean writesHere(PathUse use) {
        return use.replaced()
                || use.foundMade().isPresent() && strength(use) == Finding.Strength.LOOKED_AT
                || use.did(AccessKind.CREATE)
                || use.did(AccessKind.BIND)
                || use.did(AccessKind.REMOVE)
                || use.done().values().stream()
                        .anyMatch(access -> access.creation().mayMake());
    }

    private static Finding.Strength strength(PathUse use) {
        boolean used = false;
        boolean mayBeAbsent = true;
        for (FileAccess access : use.done().values()) {
            switch (access.kind()) {
                case LOOK, CREATE, REMOVE, BIND, CONNECT, MOUNT -> {}
                case READ, EXECUTE, LIST -> {
                    used = true;
                    mayBeAbsent &= use.isOwnContent();
                }
                default -> {
                    used = true;
                    mayBeAbsent &= access.creation().mayMake() || use.mayBeginAbsent();
                }
            }
        }
        if (!used) {
            return Finding.Strength.LOOKED_AT;
        }
        return use.replaced() || use.isRewritten() || mayBeAbsent ? Finding.Strength.STATE : Finding.Strength.CERTAIN;
    }

    private static Need need(PathUse use) {
        boolean reads = use.did(AccessKind.READ)
                || use.did(AccessKind.UPDATE)
                || use.did(AccessKind.EXECUTE)
                || use.did(AccessKind.LIST);
        boolean changesOnly = !reads && (use.did(AccessKind.WRITE) || use.did(AccessKind.CHANGE));
        return changesOnly ? Need.EXISTENCE : Need.CONTENT;
    }

    private Optional<Location.Present> parent(PathUse use) throws IOException {
        String path = use.asked().bytes();
        int slash = path.replaceAll("/+$", "").lastIndexOf('/');
        String directory = slash <= 0 ? "/" : path.substring(0, slash);
        JailPath inner = innerRoot(use);
        Location place = tree.locate(inner, directory, true);
        return place instanceof Location.Present present
                        && present.kind() == Inode.Kind.DIRECTORY
                        && mounts.of(present.realPath()).isEmpty()
                ? Optional.of(present)
                : Optional.empty();
    }

    private Location locate(PathUse use, boolean follow) throws IOException {
        return tree.locate(innerRoot(use), use.asked().bytes(), follow);
    }

    private JailPath innerRoot(PathUse use) throws IOException {
        JailPath root = use.asked().root();
        return !root.isRoot() && tree.locate(root) instanceof Location.Present present ? present.realPath() : root;
    }
}
