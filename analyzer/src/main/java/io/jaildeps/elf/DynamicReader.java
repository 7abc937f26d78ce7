package io.jaildeps.elf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads PT_DYNAMIC: a list of tags and values up to DT_NULL, whose strings lie behind DT_STRTAB. */
final class DynamicReader {
    private static final long DT_NULL = 0;
    private static final long DT_NEEDED = 1;
    private static final long DT_STRTAB = 5;
    private static final long DT_SONAME = 14;
    private static final long DT_RPATH = 15;
    private static final long DT_RUNPATH = 29;
    private static final long DT_FLAGS_1 = 0x6ffffffbL;
    private static final long DT_AUXILIARY = 0x7ffffffdL;
    private static final long DT_FILTER = 0x7fffffffL;
    private static final long DF_1_NODEFLIB = 0x800;
    private static final long DF_1_PIE = 0x08000000;

    private static final int MAX_ENTRIES = 65536;
    private static final int MAX_STRING = 65536;
    /** Many entries may name one long string: what all of them may take together. */
    private static final int MAX_STRINGS = 4 << 20;

    private record Entry(long tag, long value, long offset) {}

    private final ElfBytes file;
    private final boolean is64;
    private final List<Segment> segments;
    private int stringBytes;

    DynamicReader(ElfBytes file, boolean is64, List<Segment> segments) {
        this.file = file;
        this.is64 = is64;
        this.segments = segments;
    }

    DynamicSection read(Segment dynamic) throws IOException, BadElf {
        List<Entry> entries = entries(dynamic);
        long flags = last(entries, DT_FLAGS_1).map(Entry::value).orElse(0L);
        return new DynamicSection(
                sonames(entries, DT_NEEDED),
                optional(entries, DT_SONAME).map(Soname::new),
                optional(entries, DT_RPATH),
                optional(entries, DT_RUNPATH),
                sonames(entries, DT_FILTER),
                sonames(entries, DT_AUXILIARY),
                (flags & DF_1_NODEFLIB) != 0,
                (flags & DF_1_PIE) != 0);
    }

    private List<Entry> entries(Segment dynamic) throws IOException, BadElf {
        int size = is64 ? 16 : 8;
        List<Entry> entries = new ArrayList<>();
        for (long at = dynamic.offset(); at + size <= dynamic.offset() + dynamic.fileSize(); at += size) {
            long tag = is64 ? file.u64(at) : file.u32(at);
            if (tag == DT_NULL) {
                return entries;
            }
            if (entries.size() == MAX_ENTRIES) {
                throw new BadElf("more than " + MAX_ENTRIES + " dynamic entries", at);
            }
            entries.add(new Entry(tag, is64 ? file.u64(at + 8) : file.u32(at + 4), at));
        }
        // The loader would read on behind the segment; what it finds there is zero in every file that works.
        return entries;
    }

    private List<Soname> sonames(List<Entry> entries, long tag) throws IOException, BadElf {
        List<Soname> names = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry.tag() == tag) {
                names.add(new Soname(string(entries, entry)));
            }
        }
        return names;
    }

    /** The loader keeps the last of several entries of one tag, elf/get-dynamic-info.h. */
    private static Optional<Entry> last(List<Entry> entries, long tag) {
        return entries.stream().filter(entry -> entry.tag() == tag).reduce((first, second) -> second);
    }

    private Optional<String> optional(List<Entry> entries, long tag) throws IOException, BadElf {
        Optional<Entry> entry = last(entries, tag);
        return entry.isPresent() ? Optional.of(string(entries, entry.get())) : Optional.empty();
    }

    private String string(List<Entry> entries, Entry entry) throws IOException, BadElf {
        Entry table = last(entries, DT_STRTAB).orElseThrow(() -> new BadElf("no DT_STRTAB", entry.offset()));
        long address = table.value() + entry.value();
        for (Segment segment : segments) {
            if (segment.type() == Segment.LOAD && segment.holds(address)) {
                long start = segment.offset() + (address - segment.address());
                String text = file.string(start, segment.offset() + segment.fileSize(), MAX_STRING);
                stringBytes += text.length();
                if (stringBytes > MAX_STRINGS) {
                    throw new BadElf("the names are longer than " + MAX_STRINGS + " bytes together", entry.offset());
                }
                return text;
            }
        }
        throw new BadElf("a string lies outside of every segment", entry.offset());
    }
}
