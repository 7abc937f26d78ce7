package io.jaildeps.jail;

import io.jaildeps.manifest.Content;
import io.jaildeps.manifest.Entry;
import io.jaildeps.manifest.Lock;
import io.jaildeps.manifest.LockWriter;
import io.jaildeps.manifest.Manifest;
import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import io.jaildeps.tree.Inode;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;

/**
 * Makes the lock of a jail. Most of it can be read where the jail's files come from, while the jail is made or tried:
 * {@link #readAhead}. What was read so counts only if the file on the host is the same before and after, and the jail's
 * has its size and time. Packages are known on hosts with dpkg only; elsewhere they stay empty.
 */
public final class JailLock {
    /** Fewer files are not worth a second thread. */
    private static final int MIN_SHARE = 20;

    private final HostPath hostRoot;
    private final Set<JailPath> begun = new HashSet<>();
    private final Set<JailPath> asked = new HashSet<>();
    private final List<CompletableFuture<Map<JailPath, Seen>>> digests = new ArrayList<>();
    private final List<CompletableFuture<Map<JailPath, DpkgDatabase.Owner>>> owners = new ArrayList<>();

    /** @param hostRoot where the jail's files come from */
    public JailLock(HostPath hostRoot) {
        this.hostRoot = hostRoot;
    }

    /** A digest of a file on the host, and how to tell that the file has not changed since. */
    private record Seen(Digests.Digest digest, Object state) {}

    /** Begins to read what this manifest's lock needs; returns at once. May be called for one manifest after the other. */
    public void readAhead(Manifest manifest) {
        List<JailPath> all = files(manifest, file -> true);
        all.removeIf(path -> !asked.add(path));
        if (!all.isEmpty()) {
            owners.add(inThread(() -> new DpkgDatabase(hostRoot).owners(all)));
        }
        List<JailPath> copied = files(manifest, file -> file.content() instanceof Content.Copy);
        copied.removeIf(path -> !begun.add(path));
        if (copied.isEmpty()) {
            return;
        }
        int half = copied.size() < 2 * MIN_SHARE ? copied.size() : copied.size() / 2;
        for (List<JailPath> share : List.of(copied.subList(0, half), copied.subList(half, copied.size()))) {
            if (!share.isEmpty()) {
                digests.add(inThread(() -> seen(share)));
            }
        }
    }

    /**
     * The lock of a finished jail; what was not read ahead is read now, in the jail.
     *
     * @throws IOException if a file of the jail can not be read
     */
    public Lock of(Manifest manifest, HostPath jail) throws IOException, InterruptedException {
        readAhead(manifest);
        Map<JailPath, Digests.Digest> known = new HashMap<>();
        for (CompletableFuture<Map<JailPath, Seen>> share : digests) {
            for (Map.Entry<JailPath, Seen> seen : result(share).entrySet()) {
                if (seen.getValue().state().equals(state(seen.getKey())) && isCopy(seen.getKey(), jail)) {
                    known.put(seen.getKey(), seen.getValue().digest());
                }
            }
        }
        List<JailPath> all = files(manifest, file -> true);
        List<JailPath> unknown = new ArrayList<>(all);
        unknown.removeAll(known.keySet());
        known.putAll(Digests.of(present(unknown, jail), jail));
        unknown.removeAll(known.keySet()); // what the run in the jail removed; the next build makes it of the host's
        known.putAll(Digests.of(present(unknown, hostRoot), hostRoot));
        all.retainAll(known.keySet());
        Map<JailPath, DpkgDatabase.Owner> packages = new HashMap<>();
        for (CompletableFuture<Map<JailPath, DpkgDatabase.Owner>> part : owners) {
            packages.putAll(result(part));
        }
        return new Lock(all.stream()
                .map(path -> file(path, Objects.requireNonNull(known.get(path)), packages))
                .toList());
    }

    /** Replaces {@code file} in one step. */
    public static void write(Lock lock, HostPath file) throws IOException {
        HostPath next = file.parent().resolve("." + file.name() + ".next");
        try {
            Files.writeString(next.toPath(), new LockWriter().write(lock), StandardCharsets.UTF_8);
            Files.move(next.toPath(), file.toPath(), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(next.toPath());
        }
    }

    /** What is locked: not what runs write to, that is state. */
    private static List<JailPath> files(Manifest manifest, Predicate<Entry.File> wanted) {
        List<JailPath> paths = new ArrayList<>();
        for (Entry entry : manifest.entries()) {
            if (entry instanceof Entry.File file && !file.isWritten() && wanted.test(file)) {
                paths.add(file.path());
            }
        }
        return paths;
    }

    private static List<JailPath> present(List<JailPath> paths, HostPath root) throws IOException {
        List<JailPath> present = new ArrayList<>();
        for (JailPath path : paths) {
            if (Inode.at(path.in(root))
                    .filter(inode -> inode.kind() == Inode.Kind.FILE)
                    .isPresent()) {
                present.add(path);
            }
        }
        return present;
    }

    private Map<JailPath, Seen> seen(List<JailPath> share) throws IOException, InterruptedException {
        Map<JailPath, Object> states = new HashMap<>();
        List<JailPath> present = new ArrayList<>();
        for (JailPath path : share) {
            Optional<Inode> inode = Inode.at(path.in(hostRoot));
            if (inode.filter(found -> found.kind() == Inode.Kind.FILE).isPresent()
                    && Files.isReadable(path.in(hostRoot).toPath())) {
                states.put(path, state(path));
                present.add(path);
            }
        }
        Map<JailPath, Seen> seen = new HashMap<>();
        Digests.of(present, hostRoot)
                .forEach((path, digest) -> seen.put(path, new Seen(digest, Objects.requireNonNull(states.get(path)))));
        return seen;
    }

    /** Equal for two looks at one file between which nobody changed it, see inode(7) on ctime. */
    private Object state(JailPath path) throws IOException {
        HostPath file = path.in(hostRoot);
        return Inode.at(file).isEmpty()
                ? "gone"
                : Files.readAttributes(file.toPath(), "unix:dev,ino,size,ctime", LinkOption.NOFOLLOW_LINKS);
    }

    /** Copies keep the time of modification. */
    private boolean isCopy(JailPath path, HostPath jail) throws IOException {
        Optional<Inode> there = Inode.at(path.in(hostRoot));
        Optional<Inode> here = Inode.at(path.in(jail));
        return there.isPresent()
                && here.filter(inode -> inode.sizeBytes() == there.get().sizeBytes()
                                && inode.modified().equals(there.get().modified()))
                        .isPresent();
    }

    private static Lock.File file(JailPath path, Digests.Digest digest, Map<JailPath, DpkgDatabase.Owner> packages) {
        DpkgDatabase.Owner owner = packages.getOrDefault(path, new DpkgDatabase.Owner("", ""));
        return new Lock.File(path, digest.sizeBytes(), digest.sha256(), owner.name(), owner.version());
    }

    /** Work that reads files. */
    private interface Reading<T> {
        T read() throws IOException, InterruptedException;
    }

    private static <T> CompletableFuture<T> inThread(Reading<T> reading) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return reading.read();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    } catch (InterruptedException e) {
                        throw new UncheckedIOException(new InterruptedIOException());
                    }
                },
                task -> {
                    Thread thread = new Thread(task, "lock");
                    thread.setDaemon(true);
                    thread.start();
                });
    }

    private static <T> T result(CompletableFuture<T> future) throws IOException {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof UncheckedIOException wrapper) {
                throw new IOException("cannot make the lock: " + wrapper.getMessage(), wrapper);
            }
            throw e;
        }
    }
}
