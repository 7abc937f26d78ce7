package io.jaildeps.tree;

import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A directory as the root of all paths, as chroot(2) makes it: absolute links and {@code ..} stay inside, as they would
 * for the program. Links are resolved here one by one; the host's kernel is never asked to follow one.
 *
 * <p>What was seen of the tree is remembered: an object is for one look at a tree that does not change meanwhile. Not
 * for several threads.
 */
public final class Sysroot {
    sealed interface Node {
        record Entry(Inode inode, String linkTarget) implements Node {}

        record None(Location.Reason reason) implements Node {}
    }

    private final Optional<HostPath> root;
    private final Optional<Supposed> supposed;
    private final Map<String, Node> seen = new HashMap<>();

    public Sysroot(HostPath root) {
        this(Optional.of(root), Optional.empty());
    }

    private Sysroot(Optional<HostPath> root, Optional<Supposed> supposed) {
        this.root = root;
        this.supposed = supposed;
    }

    /** A tree that is not here: what is in it can be located, and nothing of it can be read. */
    public static Sysroot of(Supposed tree) {
        return new Sysroot(Optional.empty(), Optional.of(tree));
    }

    /** False for a tree that is not here, see {@link #of(Supposed)}. */
    public boolean isHere() {
        return root.isPresent();
    }

    /** True if this machine runs from this tree. */
    public boolean isOfThisMachine() {
        return root.filter(HostPath::isRoot).isPresent();
    }

    /** The same tree, to be looked at anew. */
    public Sysroot again() {
        return new Sysroot(root, supposed);
    }

    /**
     * Where the tree is on this machine.
     *
     * @throws IllegalStateException if it is not here
     */
    public HostPath root() {
        return root.orElseThrow(() -> new IllegalStateException("a tree that is not here has no place"));
    }

    /** Where a path that {@link #locate} found without links is on this machine; {@link #isHere} was asked before. */
    public HostPath onHost(JailPath realPath) {
        return realPath.in(root());
    }

    /** Follows a path and every link on it, the last one too. */
    public Location locate(JailPath path) throws IOException {
        return locate(JailPath.ROOT, path.bytes(), true);
    }

    /** Follows a path that need not be normal: {@code ..} leaves the directory that a link before it led to. */
    public Location locate(String path) throws IOException {
        return locate(JailPath.ROOT, path, true);
    }

    /**
     * Follows a path as a program does that changed its root directory.
     *
     * @param inner the program's root within this tree; absolute links lead there and {@code ..} stops there
     * @param path absolute within {@code inner}, one char per byte, {@code ..} allowed
     * @param follow whether a link in the last component is followed
     */
    public Location locate(JailPath inner, String path, boolean follow) throws IOException {
        return new Walk(this, inner, follow).run(path);
    }

    /** What stands at a path whose components before the last are no links. */
    public Optional<Inode> inode(JailPath realPath) throws IOException {
        return node(realPath.bytes()) instanceof Node.Entry entry ? Optional.of(entry.inode()) : Optional.empty();
    }

    /** The text of a symbolic link, one char per byte; empty if there is none. */
    public String linkTarget(JailPath realPath) throws IOException {
        return node(realPath.bytes()) instanceof Node.Entry entry ? entry.linkTarget() : "";
    }

    /** The names in a directory, sorted, one char per byte; empty if it can not be listed. */
    public List<String> list(JailPath realPath) throws IOException {
        if (supposed.isPresent()) {
            return new ArrayList<>(supposed.get().names(realPath));
        }
        TreeSet<String> names = new TreeSet<>();
        try (DirectoryStream<Path> entries =
                Files.newDirectoryStream(onHost(realPath).toPath())) {
            for (Path entry : entries) {
                names.add(HostPath.of(entry).name());
            }
        } catch (FileSystemException unreadable) {
            return List.of();
        }
        return new ArrayList<>(names);
    }

    /** The whole text of a small file below this root, one char per byte; empty if it is absent or no regular file. */
    public String text(String path, int maxBytes) throws IOException {
        if (!isHere() || !(locate(path) instanceof Location.Present file) || file.kind() != Inode.Kind.FILE) {
            return "";
        }
        try (var in = Files.newInputStream(onHost(file.realPath()).toPath())) {
            return new String(in.readNBytes(maxBytes), StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException gone) {
            return "";
        }
    }

    Node node(String realPath) throws IOException {
        Node known = seen.get(realPath);
        if (known == null) {
            known = supposed.isPresent() ? supposed.get().node(realPath) : look(JailPath.ofBytes(realPath));
            seen.put(realPath, known);
        }
        return known;
    }

    private Node look(JailPath realPath) throws IOException {
        Path path = onHost(realPath).toPath();
        try {
            // a link to the root is the host's matter, as for chroot(2)
            Inode inode = realPath.isRoot() ? Inode.read(path) : Inode.read(path, LinkOption.NOFOLLOW_LINKS);
            return new Node.Entry(
                    inode, inode.is(Inode.Kind.SYMLINK) ? HostPath.bytesOf(Files.readSymbolicLink(path)) : "");
        } catch (NoSuchFileException absent) {
            return new Node.None(Location.Reason.ENOENT);
        } catch (AccessDeniedException denied) {
            return new Node.None(Location.Reason.EACCES);
        } catch (FileSystemException other) {
            return new Node.None(Inode.isNotDirectory(other) ? Location.Reason.ENOTDIR : Location.Reason.ENOENT);
        }
    }
}
