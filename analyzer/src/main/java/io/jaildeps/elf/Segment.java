package io.jaildeps.elf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One program header.
 *
 * @param type {@code p_type}
 * @param offset where its bytes begin in the file
 * @param address where they begin in memory
 * @param fileSize how many bytes of the file it has
 */
record Segment(long type, long offset, long address, long fileSize) {
    static final long LOAD = 1;
    static final long DYNAMIC = 2;
    static final long INTERP = 3;
    static final long NOTE = 4;

    /** The kernel takes no program whose headers are larger, fs/binfmt_elf.c {@code load_elf_phdrs}. */
    private static final int MAX_TABLE_BYTES = 65536;

    /** All headers of a file whose first bytes are known to be an ELF header of this ABI. */
    static List<Segment> all(ElfBytes file, boolean is64) throws IOException, BadElf {
        long table = is64 ? file.u64(32) : file.u32(28);
        int entry = file.u16(is64 ? 54 : 42);
        int count = file.u16(is64 ? 56 : 44);
        if (count > 0 && entry != (is64 ? 56 : 32)) {
            throw new BadElf("the size of a program header is " + entry, is64 ? 54 : 42);
        }
        if (count * entry > MAX_TABLE_BYTES) {
            throw new BadElf("more program headers than the kernel takes: " + count, is64 ? 56 : 44);
        }
        if (count > 0) {
            file.check(table, (long) count * entry);
        }
        List<Segment> segments = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            long at = table + (long) i * entry;
            segments.add(
                    is64
                            ? new Segment(file.u32(at), file.u64(at + 8), file.u64(at + 16), file.u64(at + 32))
                            : new Segment(file.u32(at), file.u32(at + 4), file.u32(at + 8), file.u32(at + 16)));
        }
        return segments;
    }

    /** True if the byte at this memory address comes from this segment's part of the file. */
    boolean holds(long memory) {
        return memory >= address && memory - address < fileSize;
    }
}
