package io.jaildeps.jail;

import io.jaildeps.manifest.Content;
import io.jaildeps.manifest.Entry;
import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import io.jaildeps.tree.Inode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the host has at the paths of a plan, looked at once, without following a link. */
final class HostSources {
    private final HostPath root;
    private final Map<JailPath, Inode> inodes;

    private HostSources(HostPath root, Map<JailPath, Inode> inodes) {
        this.root = root;
        this.inodes = inodes;
    }

    static HostSources of(JailPlan plan, HostPath hostRoot) throws IOException {
        Map<JailPath, Inode> inodes = new HashMap<>();
        for (Entry entry : plan.entries()) {
            Inode.at(entry.path().in(hostRoot)).ifPresent(inode -> inodes.put(entry.path(), inode));
        }
        return new HostSources(hostRoot, inodes);
    }

    HostPath root() {
        return root;
    }

    Optional<Inode> inode(JailPath path) {
        return Optional.ofNullable(inodes.get(path));
    }

    /** Why the plan's files can not be taken from this host; empty if they can. */
    List<String> problems(JailPlan plan) {
        List<String> problems = new ArrayList<>();
        for (Entry entry : plan.entries()) {
            if (entry instanceof Entry.File file && comesFromHost(file.content())) {
                problem(entry.path()).ifPresent(reason -> problems.add("cannot copy " + entry.path() + ": " + reason));
            }
        }
        return problems;
    }

    /** The files to copy as they are, in order of their first name. */
    List<CopyGroup> copies(JailPlan plan) {
        Map<Object, List<JailPath>> names = new LinkedHashMap<>();
        for (Entry entry : plan.entries()) {
            if (entry instanceof Entry.File file && file.content() instanceof Content.Copy) {
                Inode inode = inode(file.path()).orElseThrow();
                Object key = inode.links() == 1 ? file.path() : inode.id();
                names.computeIfAbsent(key, first -> new ArrayList<>()).add(file.path());
            }
        }
        return names.values().stream()
                .map(paths ->
                        new CopyGroup(paths, inode(paths.get(0)).orElseThrow().sizeBytes()))
                .toList();
    }

    private static boolean comesFromHost(Content content) {
        return content instanceof Content.Copy || content instanceof Content.Users;
    }

    private Optional<String> problem(JailPath path) {
        for (JailPath parent = path.parent(); !parent.isRoot(); parent = parent.parent()) {
            Inode inode = inodes.get(parent);
            if (inode != null && inode.is(Inode.Kind.SYMLINK)) {
                return Optional.of(parent + " is a link on this host; make the manifest here again");
            }
        }
        Inode inode = inodes.get(path);
        if (inode == null) {
            return Optional.of("it is absent on this host");
        }
        return inode.is(Inode.Kind.FILE) ? Optional.empty() : Optional.of("it is a " + inode.kind() + " on this host");
    }

    /** Bytes of the jail's files are needed below these host paths; the jail must hold none of them. */
    Set<HostPath> needed(JailPlan plan) {
        return plan.entries().stream()
                .filter(entry -> entry instanceof Entry.File file && comesFromHost(file.content()))
                .map(entry -> entry.path().in(root))
                .collect(Collectors.toSet());
    }
}
