package io.jaildeps.elf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The tags and values of PT_DYNAMIC up to DT_NULL, in file order; System V gABI, "Dynamic Section". */
record DynamicEntries(List<Entry> entries) {
    private static final long DT_NULL = 0;
    private static final int MAX_ENTRIES = 65536;

    /** @param offset where it stands in the file */
    record Entry(long tag, long value, long offset) {}

    DynamicEntries {
        entries = List.copyOf(entries);
    }

    static DynamicEntries read(ElfBytes file, boolean is64, Segment dynamic) throws IOException, BadElf {
        file.check(dynamic.offset(), dynamic.fileSize());
        int size = is64 ? 16 : 8;
        List<Entry> entries = new ArrayList<>();
        for (long at = dynamic.offset(); at + size <= dynamic.offset() + dynamic.fileSize(); at += size) {
            long tag = is64 ? file.u64(at) : file.u32(at);
            if (tag == DT_NULL) {
                break;
            }
            if (entries.size() == MAX_ENTRIES) {
                throw new BadElf("more than " + MAX_ENTRIES + " dynamic entries", at);
            }
            entries.add(new Entry(tag, is64 ? file.u64(at + 8) : file.u32(at + 4), at));
        }
        // The loader would read on behind the segment; what it finds there is zero in every file that works.
        return new DynamicEntries(entries);
    }

    /** The loader keeps the last of several entries of one tag, elf/get-dynamic-info.h. */
    Optional<Entry> last(long tag) {
        return entries.stream().filter(entry -> entry.tag() == tag).reduce((first, second) -> second);
    }

    Optional<Long> value(long tag) {
        return last(tag).map(Entry::value);
    }
}
