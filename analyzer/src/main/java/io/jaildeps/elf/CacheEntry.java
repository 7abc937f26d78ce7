package io.jaildeps.elf;

import java.util.Optional;

/**
 * One line of the loader's cache: a name, and the file that has it.
 *
 * @param soname what is asked for
 * @param path absolute, one char per byte
 * @param flags kind of library and ABI, glibc {@code ldconfig.h}: 0x0303 is libc6 for x86-64
 * @param osVersion the oldest kernel it runs on, 0 for any
 * @param hwcap bits of CPU features that it needs, as a glibc before 2.33 numbers them; 0 for none
 * @param hwcapName the subdirectory of {@code glibc-hwcaps} that it is in
 */
public record CacheEntry(Soname soname, String path, int flags, int osVersion, long hwcap, Optional<String> hwcapName) {

    /** An entry for any CPU. */
    public CacheEntry(Soname soname, String path, int flags) {
        this(soname, path, flags, 0, 0, Optional.empty());
    }

    /**
     * The entry by which a loader finds a library again by its first name; empty if it has no place in a cache: asked for
     * with a slash, of an unknown ABI, or the program itself.
     */
    public static Optional<CacheEntry> of(Library library) {
        if (library.name().isPath() || library.foundBy() instanceof FoundBy.Program) {
            return Optional.empty();
        }
        return Platform.of(library.elf().abi())
                .map(platform -> new CacheEntry(
                        library.name(),
                        library.path().bytes(),
                        platform.cacheFlags(),
                        0,
                        0,
                        hwcapName(library.path().parent().bytes())));
    }

    private static Optional<String> hwcapName(String directory) {
        int marker = directory.lastIndexOf("/glibc-hwcaps/");
        return marker < 0 ? Optional.empty() : Optional.of(directory.substring(marker + 14));
    }
}
