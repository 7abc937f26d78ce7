package io.jaildeps.jail;

import io.jaildeps.manifest.Entry;
import io.jaildeps.manifest.Lock;
import io.jaildeps.manifest.LockWriter;
import io.jaildeps.manifest.Manifest;
import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** The lock of a built jail. Packages are known on hosts with dpkg only; elsewhere they stay empty. */
public final class JailLock {
    private static final int BUFFER_BYTES = 1 << 16;

    private JailLock() {}

    /** Reads every file of the manifest in the jail, with all processors. @param hostRoot as it was for the build */
    public static Lock of(Manifest manifest, HostPath hostRoot, HostPath jail) throws IOException {
        List<JailPath> paths = manifest.entries().stream()
                .filter(Entry.File.class::isInstance)
                .map(Entry::path)
                .toList();
        Map<JailPath, DpkgDatabase.Owner> owners = new DpkgDatabase(hostRoot).owners(paths);
        try {
            return new Lock(paths.parallelStream()
                    .map(path -> file(path, jail, owners.getOrDefault(path, new DpkgDatabase.Owner("", ""))))
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

    private static Lock.File file(JailPath path, HostPath jail, DpkgDatabase.Owner owner) {
        try (InputStream in = Files.newInputStream(path.in(jail).toPath(), LinkOption.NOFOLLOW_LINKS)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[BUFFER_BYTES];
            long sizeBytes = 0;
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
                sizeBytes += count;
            }
            return new Lock.File(
                    path, sizeBytes, HexFormat.of().formatHex(digest.digest()), owner.name(), owner.version());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
