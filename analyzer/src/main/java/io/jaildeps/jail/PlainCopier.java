package io.jaildeps.jail;

import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import io.jaildeps.tree.Inode;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** Copies with the JDK where cp(1) is another one. Holes are filled; capabilities and ACLs are lost. */
final class PlainCopier implements Copier {
    @Override
    public boolean keepsExtendedAttributes() {
        return false;
    }

    @Override
    public void copy(HostPath from, List<CopyGroup> groups, HostPath to) throws IOException {
        for (CopyGroup group : groups) {
            Path first = group.names().get(0).in(to).toPath();
            copyOne(group.names().get(0).in(from).toPath(), first);
            for (JailPath other : group.names().subList(1, group.names().size())) {
                Files.createLink(other.in(to).toPath(), first);
            }
        }
    }

    @Override
    public void link(HostPath from, List<JailPath> paths, HostPath to) throws IOException {
        for (JailPath path : paths) {
            makeParents(from, path.parent(), to);
            linkTree(path, from, to);
        }
    }

    private static void makeParents(HostPath from, JailPath directory, HostPath to) throws IOException {
        if (!Files.isDirectory(directory.in(to).toPath(), LinkOption.NOFOLLOW_LINKS)) {
            makeParents(from, directory.parent(), to);
            copyOne(directory.in(from).toPath(), directory.in(to).toPath());
        }
    }

    private static void linkTree(JailPath path, HostPath from, HostPath to) throws IOException {
        Path source = path.in(from).toPath();
        Path target = path.in(to).toPath();
        if (!Files.isDirectory(source, LinkOption.NOFOLLOW_LINKS)) {
            Files.createLink(target, source);
            return;
        }
        Files.createDirectory(target);
        for (JailPath child : children(path, from)) {
            linkTree(child, from, to);
        }
        Inode inode = Inode.at(path.in(from)).orElseThrow();
        Attributes.set(target, inode);
    }

    /** What a directory holds, sorted. */
    static List<JailPath> children(JailPath directory, HostPath tree) throws IOException {
        List<JailPath> children = new ArrayList<>();
        try (DirectoryStream<Path> stream =
                Files.newDirectoryStream(directory.in(tree).toPath())) {
            stream.forEach(
                    child -> children.add(directory.resolve(HostPath.of(child).name())));
        }
        children.sort(null);
        return children;
    }

    private static void copyOne(Path source, Path target) throws IOException {
        Files.copy(source, target, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
    }
}
