package io.jaildeps.elf;

import java.io.IOException;
import java.util.Optional;

/** DT_STRTAB: texts that are named by where they begin. @param address in memory; empty if the file has no such table */
record StringTable(ElfBytes file, MappedBytes memory, Optional<Long> address) {
    private static final long DT_STRTAB = 5;

    static StringTable of(ElfBytes file, MappedBytes memory, DynamicEntries entries) {
        return new StringTable(file, memory, entries.value(DT_STRTAB));
    }

    /** True if the text at this offset of the table is {@code text}; no more bytes are read than that has. */
    boolean holds(long offset, String text) throws IOException, BadElf {
        if (address.isEmpty()) {
            return false;
        }
        long at = memory.offset(address.get() + offset, 1);
        // a text that ends with the file lacks its NUL, and is longer than it seems
        return at + text.length() < file.size()
                && file.bytes(at, text.length() + 1).equals(text + "\0");
    }
}
