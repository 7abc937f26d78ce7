package io.jaildeps.elf;

import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A directory as the root of all paths, as chroot(2) makes it: absolute links and {@code ..} stay inside, as they would
 * for the program. Links are resolved here one by one; the host's kernel is never asked to follow one.
 *
 * <p>What was seen of the tree is remembered: an object is for one look at a tree that does not change meanwhile. Not
 * for several threads.
 */
public final class Sysroot {
    /** The kernel's MAXSYMLINKS. */
    private static final int MAX_LINKS = 40;

    private sealed interface Node {
        record Entry(Location.Kind kind, Object identity) implements Node {}

        record Link(String target) implements Node {}

        record None(Location.Reason reason) implements Node {}
    }

    private final HostPath root;
    private final Map<String, Node> seen = new HashMap<>();

    public Sysroot(HostPath root) {
        this.root = root;
    }

    public HostPath root() {
        return root;
    }

    /** Where a path that {@link #locate} found without links is on this machine. */
    public HostPath onHost(JailPath realPath) {
        return realPath.in(root);
    }

    public Location locate(JailPath path) throws IOException {
        return locate(path.bytes());
    }

    /**
     * Follows a path that need not be normal: {@code ..} leaves the directory that a link before it led to.
     *
     * @param path absolute, one char per byte
     */
    Location locate(String path) throws IOException {
        Walk walk = new Walk();
        walk.push(path, false);
        return walk.run();
    }

    private Node node(String realPath) throws IOException {
        Node known = seen.get(realPath);
        if (known == null) {
            // The root itself may be named by a link: that one belongs to the host.
            known = realPath.equals("/")
                    ? look(root.toPath())
                    : look(JailPath.ofBytes(realPath).in(root).toPath(), LinkOption.NOFOLLOW_LINKS);
            seen.put(realPath, known);
        }
        return known;
    }

    private static Node look(Path path, LinkOption... options) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class, options);
            if (attributes.isSymbolicLink()) {
                return new Node.Link(target(path));
            }
            Location.Kind kind = attributes.isRegularFile()
                    ? Location.Kind.FILE
                    : attributes.isDirectory() ? Location.Kind.DIRECTORY : Location.Kind.OTHER;
            Object key = attributes.fileKey();
            return new Node.Entry(kind, key == null ? path : key);
        } catch (NoSuchFileException absent) {
            return new Node.None(Location.Reason.ENOENT);
        } catch (AccessDeniedException denied) {
            return new Node.None(Location.Reason.EACCES);
        } catch (FileSystemException unusable) {
            // Such as ENAMETOOLONG: for the program there is nothing either.
            return new Node.None(Location.Reason.ENOENT);
        }
    }

    private static String target(Path link) throws IOException {
        Path target = Files.readSymbolicLink(link);
        String text = target.toString();
        if (text.chars().allMatch(c -> c < 0x80)) {
            return text;
        }
        String absolute = HostPath.of(
                        target.isAbsolute() ? target : Path.of("/").resolve(target))
                .bytes();
        return target.isAbsolute() ? absolute : absolute.substring(1);
    }

    /** One resolution: components that wait, and two forms of the path so far. */
    private final class Walk {
        private record Component(String name, boolean fromLink) {}

        private final Deque<Component> waiting = new ArrayDeque<>();
        private final List<JailPath> links = new ArrayList<>();
        private final List<String> real = new ArrayList<>();
        private final List<String> kept = new ArrayList<>();
        private final Deque<Boolean> keptIsLink = new ArrayDeque<>();

        void push(String path, boolean fromLink) {
            String[] names = path.split("/");
            for (int i = names.length - 1; i >= 0; i--) {
                if (!names[i].isEmpty() && !names[i].equals(".")) {
                    waiting.push(new Component(names[i], fromLink));
                }
            }
        }

        Location run() throws IOException {
            Node at = node("/");
            while (!waiting.isEmpty()) {
                if (!(at instanceof Node.Entry entry) || entry.kind() != Location.Kind.DIRECTORY) {
                    return new Location.Absent(Location.Reason.ENOTDIR, links);
                }
                Component next = waiting.pop();
                if (next.name().equals("..")) {
                    up(next.fromLink());
                    at = node(join(real));
                    continue;
                }
                real.add(next.name());
                String here = join(real);
                at = node(here);
                if (!next.fromLink()) {
                    kept.add(next.name());
                    keptIsLink.push(at instanceof Node.Link);
                }
                if (at instanceof Node.None none) {
                    return new Location.Absent(none.reason(), links);
                }
                if (at instanceof Node.Link link) {
                    links.add(JailPath.ofBytes(here));
                    if (links.size() > MAX_LINKS) {
                        return new Location.Absent(Location.Reason.ELOOP, links);
                    }
                    if (link.target().isEmpty()) {
                        return new Location.Absent(Location.Reason.ENOENT, links);
                    }
                    real.remove(real.size() - 1);
                    if (link.target().startsWith("/")) {
                        real.clear();
                    }
                    push(link.target(), true);
                    at = node(join(real));
                }
            }
            if (at instanceof Node.Entry entry) {
                return new Location.Present(
                        JailPath.ofBytes(join(kept)),
                        JailPath.ofBytes(join(real)),
                        links,
                        entry.kind(),
                        entry.identity());
            }
            return new Location.Absent(Location.Reason.ENOENT, links);
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
    }

    private static String join(List<String> components) {
        return "/" + String.join("/", components);
    }

    /** The whole text of a small file below this root, one char per byte; empty if it is absent or no regular file. */
    String text(String path, int maxBytes) throws IOException {
        if (!(locate(path) instanceof Location.Present file) || file.kind() != Location.Kind.FILE) {
            return "";
        }
        try (var in = Files.newInputStream(onHost(file.realPath()).toPath())) {
            return new String(in.readNBytes(maxBytes), StandardCharsets.ISO_8859_1);
        }
    }
}
