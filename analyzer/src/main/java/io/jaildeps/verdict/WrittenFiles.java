package io.jaildeps.verdict;

import io.jaildeps.access.Accesses;
import io.jaildeps.access.PathUse;
import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import io.jaildeps.tree.Inode;
import io.jaildeps.tree.Location;
import io.jaildeps.tree.Sysroot;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a run that ended left of the paths that are all of its making: files that it made, or emptied before it wrote them.
 * What it appended to, or changed in place, has something of earlier runs in it and does not count.
 */
public final class WrittenFiles {
    /** Of a run that wrote nothing. */
    public static final WrittenFiles NONE = new WrittenFiles(Collections.emptySortedMap());

    private static final int MAX_TEXT_BYTES = 64 * 1024;
    private static final int MAX_KEPT_BYTES = 4 * 1024 * 1024;
    /** Of larger data only the size is compared. */
    private static final long MAX_DATA_BYTES = 256L * 1024 * 1024;
    /** Its links lead elsewhere for each process that asks. */
    private static final JailPath PROC = JailPath.of("/proc");

    private final SortedMap<JailPath, WrittenFile> left;

    private WrittenFiles(SortedMap<JailPath, WrittenFile> left) {
        this.left = left;
    }

    /**
     * Looks at what is there.
     *
     * @param root the directory that was the run's root
     */
    static WrittenFiles of(Accesses accesses, HostPath root) throws IOException {
        Sysroot tree = new Sysroot(root);
        SortedMap<JailPath, WrittenFile> left = new TreeMap<>();
        int keptBytes = 0;
        for (PathUse use : accesses.uses()) {
            if (use.isAllOfRun()
                    && tree.locate(use.asked().root(), use.asked().bytes(), false) instanceof Location.Present place
                    && !PROC.covers(place.realPath())) {
                WrittenFile file = file(tree, place, Math.min(MAX_TEXT_BYTES, MAX_KEPT_BYTES - keptBytes));
                keptBytes += file.text().map(String::length).orElse(0);
                left.put(use.asked().lexical(), file);
            }
        }
        return new WrittenFiles(left);
    }

    private static WrittenFile file(Sysroot tree, Location.Present place, int maxTextBytes) throws IOException {
        Inode inode = place.inode();
        if (inode.is(Inode.Kind.SYMLINK)) {
            return WrittenFile.text(inode.kind(), tree.linkTarget(place.realPath()));
        } else if (!inode.is(Inode.Kind.FILE)) {
            return WrittenFile.text(inode.kind(), "");
        }
        if (inode.sizeBytes() <= maxTextBytes) {
            String content = tree.text(place.realPath().bytes(), maxTextBytes);
            if (content.indexOf('\0') < 0) {
                return WrittenFile.text(inode.kind(), content);
            }
        }
        boolean isCompared = inode.sizeBytes() <= MAX_DATA_BYTES;
        return WrittenFile.data(
                inode.sizeBytes(),
                isCompared ? Checksum.of(tree.onHost(place.realPath())).crc() : 0);
    }

    /**
     * What another run, in a jail, left otherwise. A path that it did not make counts unless it made another one in that
     * directory, or has not got the directory either: names may be made up anew each time.
     */
    SortedMap<JailPath, WrittenFile.Difference> otherIn(WrittenFiles run) {
        Set<JailPath> varying = run.left.keySet().stream()
                .filter(path -> !left.containsKey(path))
                .map(JailPath::parent)
                .collect(Collectors.toSet());
        SortedMap<JailPath, WrittenFile.Difference> others = new TreeMap<>();
        for (Map.Entry<JailPath, WrittenFile> written : left.entrySet()) {
            JailPath path = written.getKey();
            WrittenFile here = run.left.get(path);
            if (here != null) {
                written.getValue().differenceTo(here).ifPresent(other -> others.put(path, other));
            } else if (!varying.contains(path.parent()) && !isBelowAbsent(path, run)) {
                others.put(path, WrittenFile.Difference.ABSENT);
            }
        }
        return others;
    }

    private boolean isBelowAbsent(JailPath path, WrittenFiles run) {
        for (JailPath at = path.parent(); !at.isRoot(); at = at.parent()) {
            if (left.containsKey(at) && !run.left.containsKey(at)) {
                return true;
            }
        }
        return false;
    }
}
