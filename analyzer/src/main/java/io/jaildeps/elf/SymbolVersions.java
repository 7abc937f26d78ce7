package io.jaildeps.elf;

import java.io.IOException;
import java.util.Optional;

/** DT_VERSYM and DT_VERDEF: under which version a file defines a symbol; LSB Core, "Symbol Versioning". */
final class SymbolVersions {
    private static final long DT_VERSYM = 0x6ffffff0L;
    private static final long DT_VERDEF = 0x6ffffffcL;
    private static final long DT_VERDEFNUM = 0x6ffffffdL;

    /** The highest bit says that this is not the version to link new programs with; it is there all the same. */
    private static final int INDEX = 0x7fff;
    /** 0 and 1 are no versions, and fit every demand as they do in glibc's {@code check_match}. */
    private static final int FIRST_VERSION = 2;

    private final ElfBytes file;
    private final MappedBytes memory;
    private final DynamicEntries entries;

    SymbolVersions(ElfBytes file, MappedBytes memory, DynamicEntries entries) {
        this.file = file;
        this.memory = memory;
        this.entries = entries;
    }

    /** True if the symbol of this index fits the wanted version: a file that knows no versions fits each. */
    boolean fit(long index, Optional<String> wanted, Budget budget) throws IOException, BadElf {
        Optional<Long> ofSymbols = entries.value(DT_VERSYM);
        if (wanted.isEmpty() || ofSymbols.isEmpty()) {
            return true;
        }
        int version = file.u16(memory.offset(ofSymbols.get() + 2 * index, 2)) & INDEX;
        return version < FIRST_VERSION || isDefined(version, wanted.get(), budget);
    }

    private boolean isDefined(int version, String name, Budget budget) throws IOException, BadElf {
        long address = entries.value(DT_VERDEF).orElse(0L);
        long count = entries.value(DT_VERDEFNUM).orElse(0L);
        for (long i = 0; i < count && address != 0 && !budget.isSpent(); i++) {
            budget.spend();
            long at = memory.offset(address, 20);
            if ((file.u16(at + 4) & INDEX) == version) {
                long nameAt = file.u32(memory.offset(address + file.u32(at + 12), 8));
                return StringTable.of(file, memory, entries).holds(nameAt, name);
            }
            long next = file.u32(at + 16);
            address = next == 0 ? 0 : address + next;
        }
        return false;
    }
}
