package io.jaildeps.build;

import io.jaildeps.access.AccessKind;
import io.jaildeps.access.AskedPath;
import io.jaildeps.access.Creation;
import io.jaildeps.access.FileAccess;
import io.jaildeps.access.PathUse;
import io.jaildeps.graph.MountTable;
import io.jaildeps.path.JailPath;
import io.jaildeps.tree.Inode;
import io.jaildeps.tree.Location;
import io.jaildeps.tree.Sysroot;
import io.jaildeps.verdict.PassResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the jailed run missed: paths that failed in the jail and that the host has.
 *
 * @param used accesses that opened, executed, listed or entered it: needs
 * @param lookedAt accesses that only looked for it: needs perhaps
 */
record Gaps(List<FileAccess> used, List<FileAccess> lookedAt) {
    private static final Set<AccessKind> LOOKS =
            Set.of(AccessKind.LOOK, AccessKind.READ_LINK, AccessKind.CHANGE, AccessKind.REMOVE);

    private static final JailPath RUN = JailPath.of("/run");
    private static final List<JailPath> CONFIGURED =
            Stream.of("/etc", "/home", "/root").map(JailPath::of).toList();

    /** The loader does without, and where it does not, the graph says so. */
    private static final JailPath LOADER_CACHE = JailPath.of("/etc/ld.so.cache");

    /**
     * Compares with the host.
     *
     * @param hostRun what the host pass did: a path that was of no use there, or that the run made itself, is no gap
     */
    static Gaps between(PassResult jail, PassResult hostRun, Sysroot host, MountTable mounts) throws IOException {
        List<FileAccess> used = new ArrayList<>();
        List<FileAccess> lookedAt = new ArrayList<>();
        boolean stays = hostRun.ending() instanceof PassResult.Ending.Stayed;
        for (PathUse use : jail.accesses().uses()) {
            Optional<PathUse> onHost = hostRun.accesses().use(use.asked());
            if (onHost.filter(there -> there.done().isEmpty()).isPresent()) {
                continue;
            }
            boolean wasBefore = onHost.filter(PathUse::made).isEmpty();
            boolean isState = stays && use.made() && onHost.isPresent() && isOfEarlierRuns(use, onHost.get(), jail);
            for (FileAccess failure :
                    isState ? List.<FileAccess>of() : use.failed().values()) {
                if (failure.absent()
                        && !asOnHost(failure, onHost)
                        && !use.asked().lexical().equals(LOADER_CACHE)
                        && mounts.of(use.asked().lexical()).isEmpty()) {
                    Location place = host.locate(
                            use.asked().root(),
                            use.asked().bytes(),
                            failure.place().follows());
                    if (mounts.on(place).isEmpty()) { // else it is a step of its own
                        if (wasBefore && isThere(place, failure)) {
                            (LOOKS.contains(failure.kind()) ? lookedAt : used).add(failure);
                        } else if (failure.creation().mayMake()) {
                            parent(failure, hostRun).ifPresent(used::add);
                        }
                    }
                }
            }
        }
        return new Gaps(used, lookedAt);
    }

    /** {@code opendir(FILE)}: it is no directory there either, and then it is opened as a file. */
    private static boolean asOnHost(FileAccess failure, Optional<PathUse> onHost) {
        return failure.errno().equals("ENOTDIR")
                && onHost.filter(use -> use.failed().containsKey("ENOTDIR")).isPresent();
    }

    /**
     * What a daemon finds of its last run, and makes if it is absent: whatever is in /run, what it puts anew, such as a
     * database of its own, and what is in a directory that it makes too. In directories of configuration, see hier(7), it may
     * be one that it writes back.
     */
    private static boolean isOfEarlierRuns(PathUse jailed, PathUse onHost, PassResult jail) {
        JailPath path = onHost.asked().lexical();
        boolean putsAnew = onHost.isRewritten() || onHost.mayBeginAbsent();
        boolean isConfigured = CONFIGURED.stream().anyMatch(directory -> directory.covers(path));
        return RUN.covers(path) || putsAnew && !isConfigured || isMadeDirectory(jailed, jail);
    }

    /** The path, or the directory that it is in, is a directory that the jailed run made. */
    private static boolean isMadeDirectory(PathUse use, PassResult jail) {
        JailPath parent = use.asked().lexical().parent();
        return makesDirectory(use)
                || jail.accesses()
                        .use(AskedPath.of(parent))
                        .filter(Gaps::makesDirectory)
                        .isPresent();
    }

    private static boolean makesDirectory(PathUse use) {
        FileAccess making = use.done().get(AccessKind.CREATE);
        return use.made() && making != null && making.call().startsWith("mkdir");
    }

    private static boolean isThere(Location place, FileAccess failure) {
        return place instanceof Location.Present present
                && present.kind() != Inode.Kind.SOCKET
                && !failure.creation().mayMake();
    }

    /** What could not be made, since its directory is not there, misses that; unless the target makes that too. */
    private static Optional<FileAccess> parent(FileAccess failure, PassResult hostRun) {
        String path = failure.place().asked().bytes();
        int slash = path.lastIndexOf('/', path.length() - 2); // mkdir("/run/x/") is in /run
        if (slash <= 0) {
            return Optional.empty();
        }
        AskedPath directory = new AskedPath(failure.place().asked().root(), path.substring(0, slash));
        if (hostRun.accesses().use(directory).filter(PathUse::made).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(new FileAccess(
                failure.line(),
                failure.actor(),
                failure.call(),
                AccessKind.ENTER,
                Creation.NEVER,
                new FileAccess.Place(directory, true, ""),
                failure.errno()));
    }
}
