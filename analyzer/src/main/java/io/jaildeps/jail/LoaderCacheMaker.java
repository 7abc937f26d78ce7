package io.jaildeps.jail;

import io.jaildeps.path.HostPath;
import java.io.IOException;

/** Makes the ld.so.cache(8) of a jail. */
@FunctionalInterface
public interface LoaderCacheMaker {
    /** @param jail a tree in which all libraries and links are in place, not yet at its final path */
    byte[] make(HostPath jail) throws IOException;
}
