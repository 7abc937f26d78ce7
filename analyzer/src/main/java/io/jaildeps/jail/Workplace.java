package io.jaildeps.jail;

import io.jaildeps.manifest.Manifest;
import io.jaildeps.manifest.ManifestWriter;
import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import io.jaildeps.tree.Inode;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The directory {@code .NAME.jaildeps} beside the jail NAME, which only its owner can enter: {@code lock} keeps two
 * builds apart, {@code owned} lists what the last build made, {@code new-…} is the tree that is being built, {@code
 * gone-…} one that is being removed, {@code manifest} what the last build was made from, {@code store} where it shares
 * files. Beside the jail and not in it, so that the confined program can not write there.
 */
final class Workplace implements Closeable {
    /** The name of the last build's manifest. */
    static final String MANIFEST = "manifest";

    /** Where the store of the last build is, after a line that says so. */
    private static final String STORE = "store";

    private static final String STORE_HEADER = "jaildeps shares files through this store, 1";
    private static final String HEADER = "jaildeps owns these paths, 1";
    private static final FileAttribute<?> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<?> PRIVATE_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    /** A lock of fcntl(2) keeps processes apart, this set keeps threads apart. */
    private static final Set<HostPath> IN_USE = ConcurrentHashMap.newKeySet();

    private final HostPath jail;
    private final HostPath place;
    private final FileChannel lock;

    private Workplace(HostPath jail, HostPath place, FileChannel lock) {
        this.jail = jail;
        this.place = place;
        this.lock = lock;
    }

    /** Empty if another build has it. The lock ends with the process that holds it, however that ends. */
    static Optional<Workplace> open(HostPath jail) throws IOException {
        HostPath place = at(jail);
        if (!IN_USE.add(place)) {
            return Optional.empty();
        }
        Optional<Workplace> opened = Optional.empty();
        try {
            makePrivate(place);
            opened = lock(place.resolve("lock").toPath()).map(lock -> new Workplace(jail, place, lock));
            return opened;
        } finally {
            if (opened.isEmpty()) {
                IN_USE.remove(place);
            }
        }
    }

    /** True if a build has made {@code jail}. */
    static boolean isOurs(HostPath jail) {
        return Files.isRegularFile(at(jail).resolve("owned").toPath());
    }

    HostPath jail() {
        return jail;
    }

    /** An empty directory for a tree. Its name is of this process: no helper of a killed build knows it. */
    HostPath newTree() throws IOException {
        HostPath tree = place.resolve("new-" + ProcessHandle.current().pid());
        Files.createDirectory(tree.toPath(), PRIVATE);
        return tree;
    }

    /** Who makes the jail. */
    long uid() throws IOException {
        return Inode.at(place).orElseThrow().uid();
    }

    /** What a build wrote into the jail, now or before. */
    Set<JailPath> owned() throws IOException {
        return owned(jail);
    }

    /** What the last build wrote into {@code jail}; nothing if there was none. */
    static Set<JailPath> owned(HostPath jail) throws IOException {
        HostPath place = at(jail);
        try {
            List<String> records =
                    List.of(Files.readString(place.resolve("owned").toPath(), StandardCharsets.ISO_8859_1)
                            .split("\0"));
            if (!records.get(0).equals(HEADER)) {
                throw new IOException("cannot read " + place + "/owned: not a list of a jail's paths");
            }
            return records.stream().skip(1).map(JailPath::ofBytes).collect(Collectors.toCollection(HashSet::new));
        } catch (NoSuchFileException firstBuild) {
            return Set.of();
        }
    }

    private void own(Collection<JailPath> paths) throws IOException {
        String records = paths.stream().sorted().map(JailPath::bytes).collect(Collectors.joining("\0"));
        replace("owned", HEADER + "\0" + records, StandardCharsets.ISO_8859_1);
    }

    /** Keeps the manifest that the jail is made from now. */
    void keep(Manifest manifest) throws IOException {
        replace(MANIFEST, new ManifestWriter().write(manifest), StandardCharsets.UTF_8);
    }

    /** Keeps through which store the jail shares files now. */
    void keepStore(Optional<HostPath> store) throws IOException {
        if (store.isPresent()) {
            replace(STORE, STORE_HEADER + "\0" + store.get().bytes(), StandardCharsets.ISO_8859_1);
        } else {
            Files.deleteIfExists(file(STORE));
        }
    }

    /** The store of the last build of {@code jail}; empty if there is none, or somebody other than root could say so. */
    static Optional<HostPath> store(HostPath jail) throws IOException {
        HostPath note = at(jail).resolve(STORE);
        boolean trusted = Inode.at(at(jail)).filter(Workplace::isRootsOnly).isPresent()
                && Inode.at(note).filter(inode -> inode.is(Inode.Kind.FILE)).isPresent();
        if (!trusted) {
            return Optional.empty();
        }
        String[] records =
                Files.readString(note.toPath(), StandardCharsets.ISO_8859_1).split("\0", -1);
        return records.length == 2 && records[0].equals(STORE_HEADER) && records[1].startsWith("/")
                ? Optional.of(HostPath.ofBytes(records[1]))
                : Optional.empty();
    }

    /** A directory that nobody but root enters. */
    static boolean isRootsOnly(Inode inode) {
        return inode.is(Inode.Kind.DIRECTORY) && inode.uid() == 0 && (inode.mode() & 077) == 0;
    }

    private void replace(String name, String text, Charset charset) throws IOException {
        Path next = file(name + ".next");
        Files.deleteIfExists(next);
        Files.createFile(next, PRIVATE_FILE);
        Files.writeString(next, text, charset);
        Files.move(next, file(name), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Brings back a jail that a killed build had moved away, and removes the trees of killed builds. */
    void recover() throws IOException, InterruptedException {
        if (Inode.at(old()).isPresent() && Inode.at(jail).isEmpty()) {
            Files.move(old().toPath(), jail.toPath(), StandardCopyOption.ATOMIC_MOVE);
        }
        sweep();
    }

    /**
     * Makes {@code tree} the jail. The list of what is ours covers both trees while either may be the jail.
     *
     * @return false if it took two steps, between which there was no jail
     */
    boolean put(HostPath tree, Set<JailPath> paths) throws IOException, InterruptedException {
        Set<JailPath> both = new HashSet<>(paths);
        both.addAll(owned());
        own(both);
        boolean oneStep = true;
        if (Inode.at(jail).isEmpty()
                || PlainCopier.children(JailPath.ROOT, jail).isEmpty()) {
            Files.move(tree.toPath(), jail.toPath(), StandardCopyOption.ATOMIC_MOVE);
        } else if (!Exchange.swap(tree, jail)) {
            Files.move(jail.toPath(), old().toPath(), StandardCopyOption.ATOMIC_MOVE);
            Files.move(tree.toPath(), jail.toPath(), StandardCopyOption.ATOMIC_MOVE);
            oneStep = false;
        }
        own(paths);
        return oneStep;
    }

    /** Leaves only what the next build of the jail needs: nothing at all, if there is no jail. Also when interrupted. */
    void tidy() throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            while (!recovered()) {
                interrupted = true; // one that comes in the middle of tidying must not leave half a tree
            }
            if (Inode.at(jail).isEmpty() || !Files.exists(file("owned"))) {
                for (String name : List.of(
                        "owned",
                        "owned.next",
                        MANIFEST,
                        MANIFEST + ".next",
                        MANIFEST + ".lock",
                        STORE,
                        STORE + ".next",
                        "lock",
                        "")) {
                    Files.deleteIfExists(file(name));
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean recovered() throws IOException {
        try {
            recover();
            return true;
        } catch (InterruptedException inTheMiddle) {
            return false;
        }
    }

    /**
     * A tree is renamed before it is removed: a helper of a killed process that is still about to swap it into the jail
     * then does not find it.
     */
    private void sweep() throws IOException, InterruptedException {
        for (JailPath found : PlainCopier.children(JailPath.ROOT, place)) {
            if (found.name().matches("(new|old)-.*")) {
                HostPath gone = place.resolve(found.name().replaceFirst("new|old", "gone"));
                Files.move(found.in(place).toPath(), gone.toPath(), StandardCopyOption.ATOMIC_MOVE);
                Trees.remove(gone);
            } else if (found.name().startsWith("gone-")) {
                Trees.remove(found.in(place));
            }
        }
    }

    private HostPath old() {
        return place.resolve("old-tree");
    }

    @Override
    public void close() throws IOException {
        try {
            lock.close();
        } finally {
            IN_USE.remove(place);
        }
    }

    private Path file(String name) {
        return place.resolve(name).toPath();
    }

    static HostPath at(HostPath jail) {
        return jail.parent().resolve("." + jail.name() + ".jaildeps");
    }

    private static void makePrivate(HostPath place) throws IOException {
        try {
            Files.createDirectory(place.toPath(), PRIVATE);
        } catch (FileAlreadyExistsException known) {
            Inode inode = Inode.at(place).orElseThrow(() -> known);
            Path mine = Files.createTempFile("jaildeps", "");
            long self = Inode.at(HostPath.of(mine)).orElseThrow().uid();
            Files.delete(mine);
            if (!inode.is(Inode.Kind.DIRECTORY) || inode.uid() != self || (inode.mode() & 077) != 0) {
                throw new IOException("cannot use " + place + ": it is not a private directory of this user");
            }
        }
    }

    private static Optional<FileChannel> lock(Path file) throws IOException {
        FileChannel channel =
                FileChannel.open(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), PRIVATE_FILE);
        try {
            Object before = identity(file);
            if (channel.tryLock() != null && before.equals(identity(file))) {
                return Optional.of(channel);
            }
        } catch (NoSuchFileException | OverlappingFileLockException otherBuild) {
            // That build tidied up, or is of this process.
        }
        channel.close();
        return Optional.empty();
    }

    /** Tells a lock from another one of the same name: the build before may have removed its lock. */
    private static Object identity(Path file) throws IOException {
        return List.of(Files.getAttribute(file, "unix:ino"), Files.getAttribute(file, "unix:ctime"));
    }
}
