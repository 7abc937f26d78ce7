package io.jaildeps.elf;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes a cache file in the new format, which every glibc since 2.2 reads; see {@link CacheReader} for its layout. */
final class CacheWriter {
    private static final byte LITTLE = 2;
    private static final byte BIG = 3;

    private final List<CacheEntry> entries;
    private final List<String> hwcaps;
    private final boolean bigEndian;
    private final int stringsStart;
    private final ByteArrayOutputStream strings = new ByteArrayOutputStream();
    private final Map<String, Integer> offsets = new HashMap<>();

    CacheWriter(Collection<CacheEntry> entries, boolean bigEndian) {
        this.entries = entries.stream().sorted(CacheOrder.OF_FILE).toList();
        this.hwcaps = entries.stream()
                .flatMap(entry -> entry.hwcapName().stream())
                .distinct()
                .sorted()
                .toList();
        this.bigEndian = bigEndian;
        this.stringsStart = CacheReader.NEW_HEADER + CacheReader.NEW_ENTRY * this.entries.size();
    }

    byte[] write() {
        // Strings first: only then the size of the file is known.
        for (CacheEntry entry : entries) {
            offset(entry.soname().bytes());
            offset(entry.path());
        }
        hwcaps.forEach(this::offset);
        int end = stringsStart + strings.size();
        int extension = hwcaps.isEmpty() ? 0 : (end + 3) & ~3;
        byte[] bytes = new byte[hwcaps.isEmpty() ? end : extension + 24 + 4 * hwcaps.size()];
        ByteBuffer file = ByteBuffer.wrap(bytes).order(bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        file.put(CacheReader.NEW_MAGIC.getBytes(StandardCharsets.US_ASCII));
        file.putInt(entries.size()).putInt(strings.size()).put(bigEndian ? BIG : LITTLE);
        file.putInt(32, extension).position(CacheReader.NEW_HEADER);
        for (CacheEntry entry : entries) {
            file.putInt(entry.flags())
                    .putInt(offset(entry.soname().bytes()))
                    .putInt(offset(entry.path()))
                    .putInt(entry.osVersion())
                    .putLong(hwcap(entry));
        }
        file.put(strings.toByteArray());
        if (extension > 0) {
            file.position(extension);
            file.putInt(CacheReader.EXTENSION_MAGIC).putInt(1);
            file.putInt(CacheReader.TAG_HWCAPS).putInt(0).putInt(extension + 24).putInt(4 * hwcaps.size());
            hwcaps.forEach(name -> file.putInt(offset(name)));
        }
        return bytes;
    }

    private long hwcap(CacheEntry entry) {
        return entry.hwcapName()
                .map(name -> CacheReader.HWCAP_EXTENSION | hwcaps.indexOf(name))
                .orElse(entry.hwcap());
    }

    private int offset(String text) {
        return offsets.computeIfAbsent(text, added -> {
            int at = stringsStart + strings.size();
            strings.writeBytes(added.getBytes(StandardCharsets.ISO_8859_1));
            strings.write(0);
            return at;
        });
    }
}
