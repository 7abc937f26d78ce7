package io.jaildeps.jail;

import io.jaildeps.manifest.Content;
import io.jaildeps.manifest.Entry;
import io.jaildeps.manifest.Manifest;
import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import io.jaildeps.tree.Inode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Files that an upgrade of the host has put in the place of others. A library's file has its version in its name, and a
 * link that has not leads to it: {@code libcap.so.2 → libcap.so.2.66}. Where the file has gone and the host's link, which
 * the manifest has too, leads to another file of its directory, that is meant.
 */
public final class Replacements {
    private final Manifest manifest;
    private final HostPath hostRoot;
    private final Map<JailPath, Entry> entries = new TreeMap<>();
    private final Map<JailPath, JailPath> replaced = new LinkedHashMap<>();

    private Replacements(Manifest manifest, HostPath hostRoot) {
        this.manifest = manifest;
        this.hostRoot = hostRoot;
        manifest.entries().forEach(entry -> entries.put(entry.path(), entry));
    }

    /** Looks at the links of a manifest on a host. @param hostRoot where the files will come from */
    public static Replacements of(Manifest manifest, HostPath hostRoot) throws IOException {
        Replacements replacements = new Replacements(manifest, hostRoot);
        for (Entry entry : manifest.entries()) {
            if (entry instanceof Entry.Symlink link) {
                replacements.follow(link);
            }
        }
        return replacements;
    }

    /** The manifest with the files that this host has now. */
    public Manifest manifest() {
        return replaced.isEmpty()
                ? manifest
                : new Manifest(
                        manifest.target(),
                        manifest.platform(),
                        new ArrayList<>(entries.values()),
                        manifest.mounts(),
                        manifest.sockets(),
                        manifest.ignored(),
                        manifest.suggestions());
    }

    /** What is replaced, by its old path. */
    public List<Change> changes() {
        return replaced.entrySet().stream()
                .map(one -> new Change(one.getKey(), Change.Kind.REPLACED, "by " + one.getValue()))
                .toList();
    }

    private void follow(Entry.Symlink link) throws IOException {
        if (link.target().contains("/")) {
            return;
        }
        JailPath old = link.path().parent().resolve(link.target());
        if (!(entries.get(old) instanceof Entry.File file)
                || !(file.content() instanceof Content.Copy)
                || Inode.at(old.in(hostRoot)).isPresent()) {
            return;
        }
        Optional<JailPath> now = now(link.path());
        if (now.isPresent()) {
            entries.put(link.path(), new Entry.Symlink(link.path(), now.get().name(), link.why()));
            entries.put(
                    now.get(),
                    new Entry.File(now.get(), file.mode(), file.owner(), file.content(), file.secret(), file.why()));
            replaced.put(old, now.get());
            removeUnlessNamed(old);
        }
    }

    /** Where the host's link leads: to a file beside it, or nowhere of use. */
    private Optional<JailPath> now(JailPath link) throws IOException {
        HostPath onHost = link.in(hostRoot);
        boolean isLink =
                Inode.at(onHost).filter(inode -> inode.is(Inode.Kind.SYMLINK)).isPresent();
        String target = isLink ? HostPath.bytesOf(Files.readSymbolicLink(onHost.toPath())) : "";
        if (target.isEmpty() || target.contains("/") || target.equals("..") || target.equals(".")) {
            return Optional.empty();
        }
        JailPath now = link.parent().resolve(target);
        boolean isFile = Inode.at(now.in(hostRoot))
                .filter(inode -> inode.is(Inode.Kind.FILE))
                .isPresent();
        return isFile ? Optional.of(now) : Optional.empty();
    }

    /** Two links may lead to one file, the second of them may be looked at later: it finds the same. */
    private void removeUnlessNamed(JailPath old) {
        boolean named = entries.values().stream()
                .anyMatch(entry -> entry instanceof Entry.Symlink other
                        && !other.target().contains("/")
                        && other.path().parent().resolve(other.target()).equals(old));
        if (!named) {
            entries.remove(old);
        }
    }
}
