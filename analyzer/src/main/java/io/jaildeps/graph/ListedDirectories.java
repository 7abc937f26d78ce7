package io.jaildeps.graph;

import io.jaildeps.access.AccessKind;
import io.jaildeps.access.PathUse;
import io.jaildeps.path.JailPath;
import io.jaildeps.tree.Location;
import io.jaildeps.tree.Sysroot;
import java.io.IOException;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/** The directories whose lists a run read, where links of their names lead. */
record ListedDirectories(Set<JailPath> realPaths) {
    static ListedDirectories of(Collection<PathUse> uses, Sysroot tree) throws IOException {
        Set<JailPath> listed = new TreeSet<>();
        for (PathUse use : uses) {
            if (use.did(AccessKind.LIST)
                    && tree.locate(use.asked().root(), use.asked().bytes(), true) instanceof Location.Present place) {
                listed.add(place.realPath());
            }
        }
        return new ListedDirectories(listed);
    }

    boolean contains(JailPath realPath) {
        return realPaths.contains(realPath);
    }

    /**
     * True if the run came upon the path by a list that nobody pointed it at. What a user has it list by an argument, or
     * by the directory that it starts in, is its input and not a part of it.
     */
    boolean showed(JailPath realPath, Demand demand) {
        boolean pointedAt = demand.named().cover(realPath)
                || demand.has(Step.NAMED)
                        && !demand.cwd().isRoot()
                        && demand.cwd().covers(realPath);
        return contains(realPath.parent()) && !pointedAt;
    }
}
