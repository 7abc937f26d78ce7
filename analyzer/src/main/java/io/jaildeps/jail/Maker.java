package io.jaildeps.jail;

import io.jaildeps.host.Tools;
import io.jaildeps.manifest.Content;
import io.jaildeps.manifest.Entry;
import io.jaildeps.manifest.Mode;
import io.jaildeps.manifest.Owner;
import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import io.jaildeps.tree.Inode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the inodes of one tree. The tree is private to this process until it is complete. */
final class Maker {
    /** The time of what the host has not: the same at every build. */
    private static final FileTime NO_TIME = FileTime.fromMillis(0);

    private final HostPath tree;
    private final JailPlan plan;
    private final HostSources sources;
    private final Owners owners;
    private final LoaderCacheMaker loaderCache;
    private final Copier copier;
    private final Inode self;
    private final List<BuildResult.Warning> warnings = new ArrayList<>();

    /** @param tree an empty directory that this process made */
    Maker(HostPath tree, Inputs inputs, Copier copier) throws IOException {
        this.tree = tree;
        this.plan = inputs.plan();
        this.sources = inputs.sources();
        this.owners = inputs.owners();
        this.loaderCache = inputs.loaderCache();
        this.copier = copier;
        this.self = Inode.at(tree).orElseThrow();
        if (!isRoot()) {
            warn(JailPath.ROOT, "owners are not set and devices not made: needs root");
        }
        if (!copier.keepsExtendedAttributes()) {
            warn(JailPath.ROOT, "file capabilities and ACLs are not kept: needs root and the cp of GNU coreutils");
        }
    }

    /** What a tree is made from. */
    record Inputs(JailPlan plan, HostSources sources, Owners owners, LoaderCacheMaker loaderCache) {}

    List<BuildResult.Warning> warnings() {
        return List.copyOf(warnings);
    }

    /** Directories that only this process can enter, then the bytes of all files that the host has as they are. */
    void copy() throws IOException, InterruptedException {
        for (Entry entry : plan.entries()) {
            if (entry instanceof Entry.Directory && !entry.path().isRoot()) {
                Files.createDirectory(at(entry.path()));
            }
        }
        copier.copy(sources.root(), sources.copies(plan), tree);
    }

    /**
     * Makes what {@link #copy} has not made and gives every inode its attributes. Empty if this process can not make it,
     * with a warning. Directories come last, children first: what is made in them changes their time.
     */
    Optional<Made> make(Entry entry) throws IOException, InterruptedException {
        if (entry instanceof Entry.File file) {
            return Optional.of(file(file));
        }
        if (entry instanceof Entry.Directory directory) {
            return Optional.of(finish(directory.path(), Inode.Kind.DIRECTORY, directory.mode(), directory.owner()));
        }
        if (entry instanceof Entry.Symlink link) {
            return Optional.of(symlink(link));
        }
        if (entry instanceof Entry.Device device) {
            Inode.Kind kind = device.device().block() ? Inode.Kind.BLOCK_DEVICE : Inode.Kind.CHARACTER_DEVICE;
            List<String> command = List.of(
                    "mknod",
                    "-m",
                    "0600",
                    bytes(device.path()),
                    device.device().block() ? "b" : "c",
                    String.valueOf(device.device().major()),
                    String.valueOf(device.device().minor()));
            return node(device.path(), kind, command, device.mode(), device.owner());
        }
        Entry.Fifo fifo = (Entry.Fifo) entry;
        return node(
                fifo.path(),
                Inode.Kind.FIFO,
                List.of("mkfifo", "-m", "0600", bytes(fifo.path())),
                fifo.mode(),
                fifo.owner());
    }

    private Made file(Entry.File file) throws IOException, InterruptedException {
        if (file.content() instanceof Content.Copy) {
            return copied(file);
        }
        byte[] bytes = {};
        if (file.content() instanceof Content.Users users) {
            ReducedUsers reduced = new ReducedUsers(plan, sources.root());
            bytes = reduced.bytes(file.path(), users);
            reduced.missing().forEach(name -> warn(file.path(), "this host has no " + name + " in it"));
        } else if (file.content() instanceof Content.LoaderCache) {
            bytes = loaderCache.make(tree);
        }
        Files.write(at(file.path()), bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return finish(file.path(), Inode.Kind.FILE, file.mode(), file.owner());
    }

    private Made copied(Entry.File file) throws IOException, InterruptedException {
        Inode source = sources.inode(file.path()).orElseThrow();
        Path path = at(file.path());
        Owners.Ids ids = ids(file.owner());
        boolean ownerIsRight = source.uid() == ids.uid() && source.gid() == ids.gid();
        if (isRoot() && !ownerIsRight) {
            Attributes.owner(path, ids.uid(), ids.gid());
            restoreCapabilities(file.path());
        }
        int mode = allowed(file.path(), file.mode());
        if (!isRoot() || !ownerIsRight || source.mode() != mode) {
            Attributes.mode(path, mode);
        }
        return made(file.path(), Inode.Kind.FILE, mode, ids, source.sizeBytes());
    }

    /** A change of owner took them away. */
    private void restoreCapabilities(JailPath path) throws IOException, InterruptedException {
        if (copier.keepsExtendedAttributes()) {
            Tools.run(List.of(
                    "cp",
                    "--attributes-only",
                    "--preserve=xattr",
                    "--no-dereference",
                    "--",
                    path.in(sources.root()).bytes(),
                    bytes(path)));
        }
    }

    private Made symlink(Entry.Symlink link) throws IOException, InterruptedException {
        Path path = at(link.path());
        if (link.target().chars().allMatch(c -> c < 0x80)
                && Path.of(link.target()).toString().equals(link.target())) {
            Files.createSymbolicLink(path, Path.of(link.target()));
        } else {
            require(Tools.run(List.of("ln", "-s", "--", link.target(), bytes(link.path()))), link.path());
        }
        Owners.Ids owner = ids(Owner.ROOT);
        Attributes.time(path, time(link.path()));
        if (isRoot()) {
            Attributes.owner(path, owner.uid(), owner.gid());
        }
        return made(link.path(), Inode.Kind.SYMLINK, 0777, owner, link.target().length());
    }

    private Optional<Made> node(JailPath path, Inode.Kind kind, List<String> command, Mode mode, Owner owner)
            throws IOException, InterruptedException {
        Tools.Outcome outcome = Tools.run(command);
        if (!outcome.done()) {
            warn(path, kind + " not made: " + outcome.output());
            return Optional.empty();
        }
        if (sources.inode(path).isPresent()) {
            String host = path.in(sources.root()).bytes();
            Tools.run(List.of("touch", "-h", "-r", host, bytes(path)));
        } else {
            Tools.run(List.of("touch", "-h", "-d", "1970-01-01T00:00:00Z", bytes(path)));
        }
        return Optional.of(ownerAndMode(path, kind, mode, owner));
    }

    private Made finish(JailPath path, Inode.Kind kind, Mode mode, Owner owner) throws IOException {
        Attributes.time(at(path), time(path));
        return ownerAndMode(path, kind, mode, owner);
    }

    private Made ownerAndMode(JailPath path, Inode.Kind kind, Mode mode, Owner owner) throws IOException {
        Owners.Ids ids = ids(owner);
        if (isRoot()) {
            Attributes.owner(at(path), ids.uid(), ids.gid());
        }
        int allowed = kind == Inode.Kind.DIRECTORY ? mode.bits() : allowed(path, mode);
        Attributes.mode(at(path), allowed);
        long sizeBytes = kind == Inode.Kind.FILE ? Files.size(at(path)) : 0;
        return made(path, kind, allowed, ids, sizeBytes);
    }

    /** A program that would run as whoever built the jail is not what the manifest means. */
    private int allowed(JailPath path, Mode mode) {
        if (isRoot() || !mode.setsId()) {
            return mode.bits();
        }
        warn(path, "setuid and setgid not kept: needs root");
        return mode.withoutSetId().bits();
    }

    private Made made(JailPath path, Inode.Kind kind, int mode, Owners.Ids ids, long sizeBytes) {
        return isRoot()
                ? new Made(path, kind, mode, ids.uid(), ids.gid(), sizeBytes)
                : new Made(path, kind, mode, self.uid(), self.gid(), sizeBytes);
    }

    private FileTime time(JailPath path) {
        return sources.inode(path).map(Inode::modified).orElse(NO_TIME);
    }

    private Owners.Ids ids(Owner owner) {
        return owners.ids(owner).orElseThrow();
    }

    private boolean isRoot() {
        return self.uid() == 0;
    }

    private Path at(JailPath path) {
        return path.in(tree).toPath();
    }

    private String bytes(JailPath path) {
        return path.in(tree).bytes();
    }

    private void warn(JailPath path, String text) {
        warnings.add(new BuildResult.Warning(path, text));
    }

    private static void require(Tools.Outcome outcome, JailPath path) throws IOException {
        if (!outcome.done()) {
            throw new IOException("cannot make " + path + ": " + outcome.output());
        }
    }
}
