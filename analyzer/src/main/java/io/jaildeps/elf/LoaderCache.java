package io.jaildeps.elf;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The loader's index of libraries, /etc/ld.so.cache; ldconfig(8), glibc elf/dl-cache.h. The loader believes it: it looks
 * into the named files, but not for others that would be better.
 */
public final class LoaderCache {
    /** What an absent file is to the loader. */
    public static final LoaderCache EMPTY = new LoaderCache(List.of(), Optional.empty());

    private static final int ELF = 0x0001;
    private static final int ELF_LIBC6 = 0x0003;

    private final List<CacheEntry> entries;
    private final Optional<String> damage;
    private final Map<String, List<CacheEntry>> byName = new HashMap<>();
    /** The entries of names as they were asked for. */
    private final Map<String, List<CacheEntry>> asked = new ConcurrentHashMap<>();

    LoaderCache(List<CacheEntry> entries, Optional<String> damage) {
        this.entries = List.copyOf(entries);
        this.damage = damage;
        for (CacheEntry entry : entries) {
            byName.computeIfAbsent(CacheOrder.key(entry.soname().bytes()), name -> new ArrayList<>(1))
                    .add(entry);
        }
    }

    /** Reads any of the three formats. What can not be read is left out, and {@link #damage()} says so. */
    public static LoaderCache of(byte[] file) {
        return CacheReader.read(file);
    }

    /**
     * A cache file in the new format, the same bytes for the same set of entries.
     *
     * @param bigEndian as the loader that is to read it
     */
    public static byte[] bytes(Collection<CacheEntry> entries, boolean bigEndian) {
        return new CacheWriter(new LinkedHashSet<>(entries), bigEndian).write();
    }

    /** In the order of the file. */
    public List<CacheEntry> entries() {
        return entries;
    }

    /** What is wrong with the file, fit for a terminal; empty if nothing is. */
    public Optional<String> damage() {
        return damage;
    }

    /** {@code _dl_load_cache_lookup}: at most one file is named, the best one for this CPU. */
    Optional<CacheEntry> lookup(Soname name, Loader loader, Hwcaps hwcaps) {
        CacheEntry best = null;
        int bestRank = Integer.MAX_VALUE;
        for (CacheEntry entry : asked.computeIfAbsent(name.bytes(), this::named)) {
            if (!accepts(loader, entry.flags())) {
                continue;
            }
            if (entry.hwcapName().isPresent()) {
                int rank = hwcaps.active(loader).indexOf(entry.hwcapName().get());
                if (rank >= 0 && rank < bestRank) {
                    best = entry;
                    bestRank = rank;
                }
            } else if (best != null) {
                // Entries for special CPUs stand before all others.
                break;
            } else if (entry.hwcap() == 0) {
                best = entry;
                if (entry.flags() != ELF) {
                    break;
                }
            }
        }
        return Optional.ofNullable(best);
    }

    private List<CacheEntry> named(String name) {
        return byName.getOrDefault(CacheOrder.key(name), List.of());
    }

    private static boolean accepts(Loader loader, int flags) {
        return loader.platform()
                .map(platform -> flags == platform.cacheFlags() || platform.takesUnmarked() && flags == ELF)
                .orElse((flags & 0xff) == ELF_LIBC6);
    }
}
