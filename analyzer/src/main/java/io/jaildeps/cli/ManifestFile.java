package io.jaildeps.cli;

import io.jaildeps.manifest.BadManifest;
import io.jaildeps.manifest.Manifest;
import io.jaildeps.manifest.ManifestReader;
import io.jaildeps.path.HostPath;
import java.io.IOException;
import java.nio.file.Path;

/** Reads the manifest that a command line names. */
final class ManifestFile {
    private static final long MAX_BYTES = 256L << 20;

    private ManifestFile() {}

    static Manifest read(Path file) throws BadInput, IOException {
        byte[] text = InputText.bytes(file, "manifest", MAX_BYTES);
        try {
            return new ManifestReader().read(text);
        } catch (BadManifest e) {
            throw new BadInput("cannot read manifest " + HostPath.of(file) + ": " + e.getMessage());
        }
    }
}
