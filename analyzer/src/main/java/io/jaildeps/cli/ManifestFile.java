package io.jaildeps.cli;

import io.jaildeps.manifest.BadManifest;
import io.jaildeps.manifest.Manifest;
import io.jaildeps.manifest.ManifestReader;
import io.jaildeps.path.HostPath;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads the manifest that a command line names. */
final class ManifestFile {
    private static final long MAX_BYTES = 256L << 20;

    private ManifestFile() {}

    static Manifest read(Path file) throws BadInput, IOException {
        HostPath name = HostPath.of(file);
        try {
            if (!Files.isRegularFile(file)) {
                throw new BadInput("cannot read manifest " + name + ": "
                        + (Files.exists(file) ? "not a regular file" : "no such file"));
            }
            if (Files.size(file) > MAX_BYTES) {
                throw new BadInput("cannot read manifest " + name + ": larger than " + MAX_BYTES + " bytes");
            }
            return new ManifestReader().read(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            throw new BadInput("cannot read manifest " + name + ": no such file");
        } catch (AccessDeniedException e) {
            throw new BadInput("cannot read manifest " + name + ": permission denied");
        } catch (BadManifest e) {
            throw new BadInput("cannot read manifest " + name + ": " + e.getMessage());
        }
    }
}
