package io.jaildeps.graph;

import io.jaildeps.access.PathUse;
import io.jaildeps.path.JailPath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The graph, and what stands beside it. */
public final class Discovery {
    private final DependencyGraph graph = new DependencyGraph();
    private final SortedMap<JailPath, SortedSet<String>> mounts = new TreeMap<>();
    private final SortedMap<JailPath, String> mountTypes = new TreeMap<>();
    private final SortedMap<JailPath, SortedSet<String>> sockets = new TreeMap<>();
    private final SortedMap<JailPath, SortedSet<String>> suggestions = new TreeMap<>();
    private final SortedMap<String, SortedSet<JailPath>> leftOut = new TreeMap<>();
    private final SortedSet<JailPath> written = new TreeSet<>();
    private final SortedSet<JailPath> expected = new TreeSet<>();
    private final List<PathUse> absent = new ArrayList<>();
    private boolean loaderCacheNeeded;

    public DependencyGraph graph() {
        return graph;
    }

    void mount(MountTable.KernelMount mount, String reason) {
        mounts.computeIfAbsent(mount.path(), path -> new TreeSet<>()).add(reason);
        mountTypes.put(mount.path(), mount.fstype());
    }

    void socket(JailPath path, String reason) {
        sockets.computeIfAbsent(path, key -> new TreeSet<>()).add(reason);
    }

    void suggest(JailPath path, String reason) {
        suggestions.computeIfAbsent(path, key -> new TreeSet<>()).add(reason);
    }

    void leaveOut(String rule, JailPath path) {
        leftOut.computeIfAbsent(rule, key -> new TreeSet<>()).add(path);
    }

    /** The run makes files in this directory. */
    void writes(JailPath directory) {
        written.add(directory);
    }

    /** The service manager makes this directory for what the target writes. */
    void expects(JailPath directory) {
        expected.add(directory);
    }

    /** True for a directory in which the run made or removed files, or for which a profile says that it will. */
    public boolean holdsState(JailPath directory) {
        return written.contains(directory) || expected.contains(directory);
    }

    void absent(PathUse use) {
        absent.add(use);
    }

    void needLoaderCache() {
        loaderCacheNeeded = true;
    }

    /** Mount points and the reasons for each. */
    public SortedMap<JailPath, SortedSet<String>> mounts() {
        return Collections.unmodifiableSortedMap(mounts);
    }

    public String mountType(JailPath path) {
        return mountTypes.getOrDefault(path, "none");
    }

    /** Sockets of other programs that answered, and who talked to them. */
    public SortedMap<JailPath, SortedSet<String>> sockets() {
        return Collections.unmodifiableSortedMap(sockets);
    }

    /** Libraries that are not proved to be needed, and why they may be. */
    public SortedMap<JailPath, SortedSet<String>> suggestions() {
        return Collections.unmodifiableSortedMap(suggestions);
    }

    /**
     * Paths that exist and were left out, by the rule that did it. What lies where the run writes is state however this
     * run came upon it: the first run makes a directory that the second finds.
     */
    public SortedMap<String, SortedSet<JailPath>> leftOut() {
        SortedMap<String, SortedSet<JailPath>> byRule = new TreeMap<>();
        leftOut.forEach((rule, paths) -> paths.forEach(path -> byRule.computeIfAbsent(
                        written.contains(path.parent()) ? Building.STATE : rule, key -> new TreeSet<>())
                .add(path)));
        return byRule;
    }

    /** Paths that were asked for and are not there on the host either. */
    public List<PathUse> absent() {
        return Collections.unmodifiableList(absent);
    }

    /** True if a library lies where the loader looks only because its cache says so. */
    public boolean loaderCacheNeeded() {
        return loaderCacheNeeded;
    }
}
