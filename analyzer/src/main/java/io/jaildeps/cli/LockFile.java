package io.jaildeps.cli;

import io.jaildeps.jail.BuiltJail;
import io.jaildeps.jail.JailLock;
import io.jaildeps.manifest.BadManifest;
import io.jaildeps.manifest.Lock;
import io.jaildeps.manifest.LockReader;
import io.jaildeps.manifest.Manifest;
import io.jaildeps.path.HostPath;
import java.io.IOException;
import java.nio.file.Path;

/** The lock beside a manifest: {@code NAME.jail.lock} of {@code NAME.jail.json}. */
final class LockFile {
    private LockFile() {}

    static Path beside(Path manifest) {
        String name = String.valueOf(manifest.getFileName());
        String stem = name.endsWith(".json") ? name.substring(0, name.length() - ".json".length()) : name;
        return manifest.resolveSibling(stem + ".lock");
    }

    /** Writes down which files the jail was made of. */
    static void write(JailLock lock, Manifest manifest, HostPath jail, Path manifestFile)
            throws IOException, InterruptedException {
        JailLock.write(lock.of(manifest, jail), HostPath.of(beside(manifestFile)));
    }

    /** The same beside the manifest that the build keeps, for audits. */
    static void keep(JailLock lock, Manifest manifest, HostPath jail) throws IOException, InterruptedException {
        HostPath real = HostPath.of(jail.toPath().toRealPath());
        write(lock, manifest, real, BuiltJail.manifestFile(real).toPath());
    }

    static Lock read(Path file) throws BadInput, IOException {
        byte[] text = InputText.bytes(file, "lock");
        try {
            return new LockReader().read(text);
        } catch (BadManifest e) {
            throw new BadInput("cannot read lock " + HostPath.of(file) + ": " + e.getMessage());
        }
    }
}
