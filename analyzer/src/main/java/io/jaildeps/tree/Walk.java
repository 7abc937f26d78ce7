package io.jaildeps.tree;

import io.jaildeps.path.JailPath;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** One resolution of a path: components that wait, and two forms of the path so far, with and without links. */
final class Walk {
    /** The kernel's MAXSYMLINKS. */
    private static final int MAX_LINKS = 40;

    private record Component(String name, boolean fromLink) {}

    private final Sysroot tree;
    private final JailPath inner;
    private final boolean follow;
    private final Deque<Component> waiting = new ArrayDeque<>();
    private final List<JailPath> links = new ArrayList<>();
    private final List<String> real = new ArrayList<>();
    private final List<String> kept = new ArrayList<>();
    private final Deque<Boolean> keptIsLink = new ArrayDeque<>();

    Walk(Sysroot tree, JailPath inner, boolean follow) {
        this.tree = tree;
        this.inner = inner;
        this.follow = follow;
    }

    Location run(String path) throws IOException {
        if (path.indexOf('\0') >= 0) {
            return new Location.Absent(Location.Reason.ENOENT, links); // no name has such a byte
        }
        push(path, false);
        Sysroot.Node at = tree.node(here());
        while (!waiting.isEmpty()) {
            if (at instanceof Sysroot.Node.None none) {
                return new Location.Absent(none.reason(), links);
            }
            if (!(at instanceof Sysroot.Node.Entry entry) || entry.inode().kind() != Inode.Kind.DIRECTORY) {
                return new Location.Absent(Location.Reason.ENOTDIR, links);
            }
            Component next = waiting.pop();
            if (next.name().equals(".")) {
                continue;
            }
            if (next.name().equals("..")) {
                up(next.fromLink());
                at = tree.node(here());
                continue;
            }
            real.add(next.name());
            JailPath place = JailPath.ofBytes(here());
            at = tree.node(place.bytes());
            boolean isLink =
                    at instanceof Sysroot.Node.Entry found && found.inode().kind() == Inode.Kind.SYMLINK;
            if (!next.fromLink()) {
                kept.add(next.name());
                keptIsLink.push(isLink);
            }
            if (at instanceof Sysroot.Node.None none) {
                return new Location.Absent(none.reason(), links);
            }
            if (at instanceof Sysroot.Node.Entry link && isLink) {
                if (waiting.isEmpty() && !follow) {
                    break;
                }
                links.add(place);
                if (links.size() > MAX_LINKS) {
                    return new Location.Absent(Location.Reason.ELOOP, links);
                }
                enter(link.linkTarget());
                at = tree.node(here());
            }
        }
        if (at instanceof Sysroot.Node.Entry entry) {
            return new Location.Present(JailPath.ofBytes(join(kept)), JailPath.ofBytes(here()), links, entry.inode());
        }
        return new Location.Absent(Location.Reason.ENOENT, links);
    }

    private void push(String path, boolean fromLink) {
        if (path.endsWith("/") || path.endsWith("/.")) {
            // asks for a directory, so that a link before it is followed and a file is refused
            waiting.push(new Component(".", fromLink));
        }
        String[] names = path.split("/");
        for (int i = names.length - 1; i >= 0; i--) {
            if (!names[i].isEmpty() && !names[i].equals(".")) {
                waiting.push(new Component(names[i], fromLink));
            }
        }
    }

    private void enter(String target) {
        real.remove(real.size() - 1);
        if (target.startsWith("/")) {
            real.clear();
        }
        push(target, true);
    }

    private void up(boolean fromLink) {
        if (!real.isEmpty()) {
            real.remove(real.size() - 1);
        }
        if (fromLink || kept.isEmpty()) {
            return;
        }
        if (keptIsLink.pop()) {
            // Behind a link, ".." is not what stands before it in the text.
            kept.clear();
            kept.addAll(real);
            keptIsLink.clear();
            real.forEach(name -> keptIsLink.push(false));
        } else {
            kept.remove(kept.size() - 1);
        }
    }

    /** The real path so far, seen from the tree's root. */
    private String here() {
        String below = join(real);
        return inner.isRoot() ? below : inner.bytes() + (real.isEmpty() ? "" : below);
    }

    private String join(List<String> components) {
        return "/" + String.join("/", components);
    }
}
