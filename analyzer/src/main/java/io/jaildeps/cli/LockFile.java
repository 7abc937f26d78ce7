package io.jaildeps.cli;

import io.jaildeps.jail.BuiltJail;
import io.jaildeps.jail.JailLock;
import io.jaildeps.manifest.BadManifest;
import io.jaildeps.manifest.Lock;
import io.jaildeps.manifest.LockReader;
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

    /** Writes down which files a jail was made of. */
    static void write(Lock lock, Path manifestFile) throws IOException {
        JailLock.write(lock, HostPath.of(beside(manifestFile)));
    }

    /** The same beside the manifest that the build of the jail keeps, for audits. */
    static void keep(Lock lock, HostPath jail) throws IOException {
        HostPath real = HostPath.of(jail.toPath().toRealPath());
        write(lock, BuiltJail.manifestFile(real).toPath());
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
