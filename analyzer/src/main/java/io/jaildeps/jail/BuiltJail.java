package io.jaildeps.jail;

import io.jaildeps.manifest.BadManifest;
import io.jaildeps.manifest.Manifest;
import io.jaildeps.manifest.ManifestReader;
import io.jaildeps.path.HostPath;
import io.jaildeps.tree.Inode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/** A jail that a build made. */
public final class BuiltJail {
    private BuiltJail() {}

    /** Where the manifest of the last build of a jail is, if there is one. */
    public static HostPath manifestFile(HostPath jail) {
        return Workplace.at(jail).resolve(Workplace.MANIFEST);
    }

    /**
     * The manifest of the last build of a jail, which is kept beside it, out of reach of the jail's programs. Empty if no
     * build made the jail, or not here.
     *
     * @param jail a path without links
     * @throws IOException if it can not be read, or somebody else could have written it
     */
    public static Optional<Manifest> manifest(HostPath jail) throws IOException {
        HostPath place = Workplace.at(jail);
        HostPath file = place.resolve(Workplace.MANIFEST);
        Optional<Inode> inode = Inode.at(file);
        if (jail.isRoot() || inode.isEmpty()) {
            return Optional.empty();
        }
        long maker = Inode.at(jail).orElseThrow().uid();
        boolean trusted = inode.get().is(Inode.Kind.FILE)
                && Inode.at(place).filter(one -> isOf(one, maker)).isPresent();
        if (!trusted) {
            throw new IOException("cannot read " + file + ": its directory is not private to whose the jail is");
        }
        try {
            return Optional.of(new ManifestReader().read(Files.readAllBytes(file.toPath())));
        } catch (BadManifest e) {
            throw new IOException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /** A jail's directory may be given to a user; what root made beside it is as good. */
    private static boolean isOf(Inode place, long maker) {
        return place.is(Inode.Kind.DIRECTORY)
                && (place.uid() == 0 || place.uid() == maker)
                && (place.mode() & 077) == 0;
    }
}
