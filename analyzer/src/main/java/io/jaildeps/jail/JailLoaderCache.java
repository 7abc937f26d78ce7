package io.jaildeps.jail;

import io.jaildeps.elf.CacheEntry;
import io.jaildeps.elf.LoaderCache;
import io.jaildeps.path.HostPath;
import io.jaildeps.tree.Inode;
import io.jaildeps.tree.Location;
import io.jaildeps.tree.Sysroot;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes a jail's ld.so.cache(8) out of the host's: those of its lines whose libraries the jail has. */
public final class JailLoaderCache implements LoaderCacheMaker {
    private final HostPath hostRoot;

    public JailLoaderCache(HostPath hostRoot) {
        this.hostRoot = hostRoot;
    }

    @Override
    public byte[] make(HostPath jail) throws IOException {
        Path cache = hostRoot.resolve("etc/ld.so.cache").toPath();
        Sysroot tree = new Sysroot(jail);
        List<CacheEntry> kept = new ArrayList<>();
        for (CacheEntry entry : LoaderCache.of(Files.readAllBytes(cache)).entries()) {
            if (entry.path().startsWith("/")
                    && tree.locate(entry.path()) instanceof Location.Present place
                    && place.kind() == Inode.Kind.FILE) {
                kept.add(entry);
            }
        }
        return LoaderCache.bytes(kept, ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN);
    }
}
