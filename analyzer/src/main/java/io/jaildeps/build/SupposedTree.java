package io.jaildeps.build;

import io.jaildeps.access.AccessKind;
import io.jaildeps.access.PathUse;
import io.jaildeps.path.JailPath;
import io.jaildeps.tree.Inode;
import io.jaildeps.tree.Supposed;
import io.jaildeps.tree.Sysroot;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The tree that a run must have worked in, by what it did there: for traces of systems of which no copy is here. */
final class SupposedTree {
    private static final Set<AccessKind> OF_DIRECTORIES = EnumSet.of(AccessKind.LIST, AccessKind.ENTER);
    private static final Set<AccessKind> OF_FILES = EnumSet.of(
            AccessKind.EXECUTE,
            AccessKind.READ,
            AccessKind.WRITE,
            AccessKind.UPDATE,
            AccessKind.LOOK,
            AccessKind.CHANGE,
            AccessKind.DECLARE);
    private static final Set<AccessKind> OF_OPENED = EnumSet.of(AccessKind.READ, AccessKind.WRITE, AccessKind.UPDATE);

    private SupposedTree() {}

    /** @param program the target, which is there whether the trace begins with its start or not */
    static Sysroot of(Collection<PathUse> uses, JailPath program) {
        Supposed tree = new Supposed();
        tree.add(program, Inode.Kind.FILE, 0755);
        for (PathUse use : uses) {
            kind(use).ifPresent(kind -> tree.add(use.asked().lexical(), kind, mode(use, kind)));
        }
        return Sysroot.of(tree);
    }

    private static Optional<Inode.Kind> kind(PathUse use) {
        if (isAny(use, OF_DIRECTORIES) || use.asked().bytes().endsWith("/")) {
            return Optional.of(Inode.Kind.DIRECTORY);
        } else if (isAny(use, OF_OPENED) && isDevice(use.asked().lexical())) {
            return Optional.of(Inode.Kind.CHARACTER_DEVICE);
        } else if (isAny(use, OF_FILES)) {
            return Optional.of(Inode.Kind.FILE);
        }
        return use.did(AccessKind.READ_LINK)
                ? Optional.of(use.follows() ? Inode.Kind.FILE : Inode.Kind.SYMLINK)
                : Optional.empty();
    }

    private static boolean isAny(PathUse use, Set<AccessKind> kinds) {
        return use.done().keySet().stream().anyMatch(kinds::contains);
    }

    // /dev/null, /dev/tcp, /devices/pseudo/mm@0:null; but /dev/fd/3 is what the descriptor is
    private static boolean isDevice(JailPath path) {
        return path.bytes().matches("/dev/(?!fd/|shm/).+|/devices/.+");
    }

    private static int mode(PathUse use, Inode.Kind kind) {
        return switch (kind) {
            case DIRECTORY -> 0755;
            case CHARACTER_DEVICE -> 0666;
            default -> use.did(AccessKind.EXECUTE) ? 0755 : 0644;
        };
    }
}
