package io.jaildeps.audit;

import io.jaildeps.manifest.Content;
import io.jaildeps.manifest.Entry;
import io.jaildeps.manifest.Manifest;
import io.jaildeps.path.JailPath;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the manifest says should be in the jail; nothing, if there is none. */
final class Expected {
    /** What a program should only read: a directory here is no place for its state, whoever may write it. */
    private static final Set<String> READ_ONLY =
            Set.of("bin", "boot", "etc", "lib", "lib32", "lib64", "libx32", "sbin", "usr");

    private static final int OTHERS_WRITE = 022;

    private final Optional<Manifest> manifest;
    private final Map<JailPath, Entry> entries = new HashMap<>();
    private final Map<JailPath, Manifest.Mount> mounts = new HashMap<>();
    private final Set<JailPath> onTheWay = new HashSet<>();
    private final Set<JailPath> stateDirectories = new HashSet<>();

    private Expected(Optional<Manifest> manifest) {
        this.manifest = manifest;
    }

    static Expected of(Optional<Manifest> manifest) {
        Expected expected = new Expected(manifest);
        manifest.ifPresent(known -> {
            known.entries().forEach(expected::add);
            known.mounts().forEach(mount -> {
                expected.mounts.put(mount.path(), mount);
                expected.way(mount.path());
                expected.onTheWay.add(mount.path());
            });
        });
        expected.onTheWay.add(JailPath.ROOT);
        return expected;
    }

    private void add(Entry entry) {
        entries.put(entry.path(), entry);
        way(entry.path());
        if (entry instanceof Entry.Directory directory && holdsState(directory)) {
            stateDirectories.add(entry.path());
        }
    }

    private void way(JailPath path) {
        for (JailPath parent = path; !parent.isRoot() && onTheWay.add(parent.parent()); ) {
            parent = parent.parent();
        }
    }

    private static boolean holdsState(Entry.Directory directory) {
        if (directory.isWrittenTo()) {
            return true;
        }
        boolean othersMay =
                !directory.owner().user().equals("root") || (directory.mode().bits() & OTHERS_WRITE) != 0;
        List<String> names = directory.path().components();
        return othersMay && !names.isEmpty() && !READ_ONLY.contains(names.get(0));
    }

    /** Whether there is a manifest. */
    boolean isKnown() {
        return manifest.isPresent();
    }

    Optional<Manifest> manifest() {
        return manifest;
    }

    Collection<Entry> entries() {
        return entries.values();
    }

    Optional<Entry> entry(JailPath path) {
        return Optional.ofNullable(entries.get(path));
    }

    Optional<Manifest.Mount> mount(JailPath path) {
        return Optional.ofNullable(mounts.get(path));
    }

    /** Where a link may lead although nothing is there before the mounts are made. */
    boolean isMounted(JailPath path) {
        return mounts.keySet().stream().anyMatch(mount -> mount.covers(path));
    }

    /** True for a socket of another program that the manifest says the runs talked to. */
    boolean isAskedSocket(JailPath path) {
        return manifest.map(Manifest::sockets).orElse(List.of()).stream()
                .anyMatch(socket -> socket.path().equals(path));
    }

    /** True for what an entry names, for a directory above one, and for the programs' own state. */
    boolean covers(JailPath path) {
        return entries.containsKey(path) || onTheWay.contains(path) || isState(path) || isAskedSocket(path);
    }

    /** True for what lies in a directory that the programs write to, unless an entry names it. */
    boolean isState(JailPath path) {
        if (stateDirectories.isEmpty() || entries.containsKey(path)) {
            return false;
        }
        for (JailPath parent = path; !parent.isRoot(); ) {
            parent = parent.parent();
            if (stateDirectories.contains(parent)) {
                return true;
            }
            if (entries.get(parent) instanceof Entry.Directory && !stateDirectories.contains(parent)) {
                return false;
            }
        }
        return false;
    }

    /** True for a file of the manifest that the programs write or may replace: after the first run it is state. */
    boolean isWritten(JailPath path) {
        return entries.get(path) instanceof Entry.File file
                && (stateDirectories.contains(path.parent()) || file.isWritten());
    }

    /** True for a directory that the programs write to. */
    boolean holdsState(JailPath directory) {
        return stateDirectories.contains(directory);
    }

    /** True if the bytes of a file should be those of the host's. */
    boolean isCopy(JailPath path) {
        return entries.get(path) instanceof Entry.File file && file.content() instanceof Content.Copy;
    }
}
