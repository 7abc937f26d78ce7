package io.jaildeps.elf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a cache file, glibc elf/dl-cache.h:
 *
 * <pre>
 * old:  "ld.so-1.7.0"             0 nlibs u32 at 12, entries of 12 at 16: flags, key, value; strings behind them
 * new:  "glibc-ld.so.cache1.1"   nlibs u32 at 20, len_strings 24, endianness u8 28, extension_offset 32, entries of 24
 *                                at 48: flags, key, value, osversion u32, hwcap u64; keys and values count from 0
 * both: the old one, and behind its entries, aligned to 8, the new one
 * </pre>
 */
final class CacheReader {
    static final String NEW_MAGIC = "glibc-ld.so.cache1.1";
    static final int NEW_HEADER = 48;
    static final int NEW_ENTRY = 24;
    static final int EXTENSION_MAGIC = 0xeaa42174;
    static final int TAG_HWCAPS = 1;
    /** {@code DL_CACHE_HWCAP_EXTENSION}: then the lower half of hwcap is an index into the extension's names. */
    static final long HWCAP_EXTENSION = 1L << 62;

    private static final long HWCAP_KIND = 0xffffffff_00000000L & ~(0x3ffL << 32);
    private static final String OLD_MAGIC = "ld.so-1.7.0";
    private static final int OLD_HEADER = 16;
    private static final int OLD_ENTRY = 12;

    private final ByteBuffer bytes;
    private final List<CacheEntry> entries = new ArrayList<>();
    private Optional<String> damage = Optional.empty();

    private CacheReader(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    static LoaderCache read(byte[] file) {
        CacheReader reader = new CacheReader(ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN));
        reader.read();
        return new LoaderCache(reader.entries, reader.damage);
    }

    private void read() {
        if (startsWith(0, NEW_MAGIC)) {
            readNew(0);
        } else if (startsWith(0, OLD_MAGIC) && bytes.limit() >= OLD_HEADER) {
            guessOrder(12, OLD_HEADER, OLD_ENTRY);
            long count = u32(12);
            long end = OLD_HEADER + count * OLD_ENTRY;
            long embedded = (end + 7) & ~7L;
            if (end > bytes.limit()) {
                damaged("more entries than the file has room for");
            } else if (startsWith(embedded, NEW_MAGIC)) {
                readNew((int) embedded);
            } else {
                readOld((int) count, (int) end);
            }
        } else {
            damaged("unknown format");
        }
    }

    private void readOld(int count, int strings) {
        for (int i = 0; i < count; i++) {
            int at = OLD_HEADER + i * OLD_ENTRY;
            add(strings + u32(at + 4), strings + u32(at + 8), bytes.getInt(at), 0, 0, List.of());
        }
    }

    private void readNew(int start) {
        if (bytes.limit() - start < NEW_HEADER) {
            damaged("the header is cut off");
            return;
        }
        int endianness = bytes.get(start + 28) & 3;
        if (endianness >= 2) {
            bytes.order(endianness == 3 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        } else {
            guessOrder(start + 20, start + NEW_HEADER, NEW_ENTRY);
        }
        long count = u32(start + 20);
        if (count > (bytes.limit() - start - NEW_HEADER) / NEW_ENTRY) {
            damaged("more entries than the file has room for");
            return;
        }
        List<String> hwcaps = hwcaps(start);
        for (int i = 0; i < count; i++) {
            int at = start + NEW_HEADER + i * NEW_ENTRY;
            add(
                    start + u32(at + 4),
                    start + u32(at + 8),
                    bytes.getInt(at),
                    bytes.getInt(at + 12),
                    bytes.getLong(at + 16),
                    hwcaps);
        }
    }

    /** The extension: its magic and a count, then sections of tag, flags, offset, size; one of names by offset. */
    private List<String> hwcaps(int start) {
        List<String> names = new ArrayList<>();
        long at = start + u32(start + 32);
        if (at == start || at % 4 != 0 || at + 8 > bytes.limit() || bytes.getInt((int) at) != EXTENSION_MAGIC) {
            return names;
        }
        long sections = Math.min(u32((int) at + 4), (bytes.limit() - at - 8) / 16);
        for (long section = at + 8; section < at + 8 + sections * 16; section += 16) {
            long offset = start + u32((int) section + 8);
            long size = u32((int) section + 12);
            if (bytes.getInt((int) section) == TAG_HWCAPS && offset + size <= bytes.limit()) {
                for (long name = offset; name + 4 <= offset + size; name += 4) {
                    names.add(string(start + u32((int) name)).orElse(""));
                }
            }
        }
        return names;
    }

    private void add(long key, long value, int flags, int osVersion, long hwcap, List<String> hwcaps) {
        Optional<String> name = string(key);
        Optional<String> path = string(value);
        if (name.isEmpty() || path.isEmpty()) {
            damaged("a string lies outside of the file");
        } else if ((hwcap & HWCAP_KIND) == HWCAP_EXTENSION) {
            int index = (int) hwcap;
            if (index < 0 || index >= hwcaps.size()) {
                damaged("a hwcap without a name");
                return;
            }
            entries.add(new CacheEntry(
                    new Soname(name.get()), path.get(), flags, osVersion, 0, Optional.of(hwcaps.get(index))));
        } else {
            entries.add(new CacheEntry(new Soname(name.get()), path.get(), flags, osVersion, hwcap, Optional.empty()));
        }
    }

    /** Files before glibc 2.33 do not name their byte order: the one in which the count fits the size is it. */
    private void guessOrder(int count, int start, int entry) {
        if (u32(count) > (bytes.limit() - start) / entry) {
            bytes.order(ByteOrder.BIG_ENDIAN);
        }
    }

    private boolean startsWith(long offset, String magic) {
        return offset + magic.length() <= bytes.limit()
                && text(offset, magic.length()).equals(magic);
    }

    private String text(long offset, int length) {
        byte[] text = new byte[length];
        bytes.get((int) offset, text);
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    private long u32(int offset) {
        return bytes.getInt(offset) & 0xffffffffL;
    }

    /** Names are at most PATH_MAX long: many entries may point at one long string. */
    private Optional<String> string(long offset) {
        for (long end = offset; end < bytes.limit() && end - offset < 4096; end++) {
            if (bytes.get((int) end) == 0) {
                return Optional.of(text(offset, (int) (end - offset)));
            }
        }
        return Optional.empty();
    }

    private void damaged(String reason) {
        if (damage.isEmpty()) {
            damage = Optional.of(reason);
        }
    }
}
