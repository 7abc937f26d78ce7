package io.jaildeps.jail;

import io.jaildeps.host.Tools;
import io.jaildeps.manifest.Entry;
import io.jaildeps.manifest.Lock;
import io.jaildeps.manifest.LockWriter;
import io.jaildeps.manifest.Manifest;
import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import io.jaildeps.tree.Inode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The lock of a built jail. Packages are known on hosts with dpkg only; elsewhere they stay empty. */
public final class JailLock {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int HEX_DIGITS = 64;
    /** Files for one call of sha256sum. */
    private static final int SHARE = 250;

    private JailLock() {}

    /** Reads every file of the manifest in the jail, with all processors. @param hostRoot as it was for the build */
    public static Lock of(Manifest manifest, HostPath hostRoot, HostPath jail) throws IOException {
        List<JailPath> paths = manifest.entries().stream()
                .filter(Entry.File.class::isInstance)
                .map(Entry::path)
                .toList();
        Map<JailPath, DpkgDatabase.Owner> owners = new DpkgDatabase(hostRoot).owners(paths);
        try {
            return new Lock(shares(paths).parallelStream()
                    .flatMap(share -> {
                        List<Digest> digests = digests(share, jail);
                        return IntStream.range(0, share.size())
                                .mapToObj(i -> file(share.get(i), digests.get(i), owners));
                    })
                    .toList());
        } catch (UncheckedIOException e) {
            throw new IOException("cannot make the lock of " + jail + ": " + e.getMessage(), e);
        }
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

    private record Digest(long sizeBytes, String sha256) {}

    private static Lock.File file(JailPath path, Digest digest, Map<JailPath, DpkgDatabase.Owner> owners) {
        DpkgDatabase.Owner owner = owners.getOrDefault(path, new DpkgDatabase.Owner("", ""));
        return new Lock.File(path, digest.sizeBytes, digest.sha256, owner.name(), owner.version());
    }

    private static List<List<JailPath>> shares(List<JailPath> paths) {
        List<List<JailPath>> shares = new ArrayList<>();
        for (int from = 0; from < paths.size(); from += SHARE) {
            shares.add(paths.subList(from, Math.min(paths.size(), from + SHARE)));
        }
        return shares;
    }

    /** By sha256sum(1), which takes a quarter of the time that a young Java machine takes; by Java if it is not here. */
    private static List<Digest> digests(List<JailPath> share, HostPath jail) {
        try {
            List<String> command = new ArrayList<>(List.of("sha256sum", "--"));
            long[] sizes = new long[share.size()];
            boolean plain = true;
            for (int i = 0; i < sizes.length; i++) {
                HostPath file = share.get(i).in(jail);
                Optional<Inode> inode = Inode.at(file);
                plain &= inode.filter(found -> found.kind() == Inode.Kind.FILE).isPresent()
                        && file.bytes().chars().allMatch(c -> c < 0x80);
                sizes[i] = inode.map(Inode::sizeBytes).orElse(0L);
                command.add(file.bytes());
            }
            List<String> lines = plain
                    ? Tools.output(command, new byte[0], 0).orElse("").lines().toList()
                    : List.of();
            List<Digest> digests = new ArrayList<>();
            for (int i = 0; i < sizes.length; i++) {
                // 5ba93c9db0cff93f52b521d7420e43f6eda2784f…  /a/file; a backslash first if one is in the name
                digests.add(
                        lines.size() == sizes.length
                                ? new Digest(
                                        sizes[i],
                                        lines.get(i).replaceFirst("^\\\\", "").substring(0, HEX_DIGITS))
                                : digest(share.get(i).in(jail).toPath()));
            }
            return digests;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted while reading the jail", e));
        }
    }

    /** Of one file's content. */
    static String sha256(Path file) throws IOException {
        try {
            return digest(file).sha256;
        } catch (UncheckedIOException e) {
            throw new IOException("cannot read " + HostPath.of(file) + ": " + e.getMessage(), e);
        }
    }

    private static Digest digest(Path file) {
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[BUFFER_BYTES];
            long sizeBytes = 0;
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
                sizeBytes += count;
            }
            return new Digest(sizeBytes, HexFormat.of().formatHex(digest.digest()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
