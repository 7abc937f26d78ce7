package io.jaildeps.elf;

import io.jaildeps.elf.DynamicEntries.Entry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads PT_DYNAMIC: a list of tags and values up to DT_NULL, whose strings lie behind DT_STRTAB. */
final class DynamicReader {
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

    private static final int MAX_STRING = 65536;
    /** Many entries may name one long string: what all of them may take together. */
    private static final int MAX_STRINGS = 4 << 20;

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
        DynamicEntries entries = DynamicEntries.read(file, is64, dynamic);
        long flags = entries.last(DT_FLAGS_1).map(Entry::value).orElse(0L);
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

    private List<Soname> sonames(DynamicEntries entries, long tag) throws IOException, BadElf {
        List<Soname> names = new ArrayList<>();
        for (Entry entry : entries.entries()) {
            if (entry.tag() == tag) {
                names.add(new Soname(string(entries, entry)));
            }
        }
        return names;
    }

    private Optional<String> optional(DynamicEntries entries, long tag) throws IOException, BadElf {
        Optional<Entry> entry = entries.last(tag);
        return entry.isPresent() ? Optional.of(string(entries, entry.get())) : Optional.empty();
    }

    private String string(DynamicEntries entries, Entry entry) throws IOException, BadElf {
        Entry table = entries.last(DT_STRTAB).orElseThrow(() -> new BadElf("no DT_STRTAB", entry.offset()));
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
