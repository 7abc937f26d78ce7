package io.jaildeps.elf;

import java.io.IOException;
import java.util.Optional;

/** DT_SYMTAB: what a file defines for others and needs of them; System V gABI, "Symbol Table". */
final class SymbolTable {
    private static final long DT_SYMTAB = 6;
    private static final long DT_SYMENT = 11;

    private static final int STB_GLOBAL = 1;
    private static final int STB_WEAK = 2;
    /** C++'s inline variables: one definition for the whole process. */
    private static final int STB_GNU_UNIQUE = 10;

    private static final int STV_INTERNAL = 1;
    private static final int STV_HIDDEN = 2;
    private static final int SHN_UNDEF = 0;

    private final ElfBytes file;
    private final boolean is64;
    private final MappedBytes memory;
    private final Optional<Long> symbols;
    private final StringTable names;

    SymbolTable(ElfBytes file, Abi abi, MappedBytes memory, DynamicEntries entries) throws BadElf {
        this.file = file;
        this.is64 = abi.is64();
        this.memory = memory;
        this.symbols = entries.value(DT_SYMTAB);
        this.names = StringTable.of(file, memory, entries);
        Optional<DynamicEntries.Entry> size = entries.last(DT_SYMENT);
        if (size.isPresent() && size.get().value() != entrySize()) {
            throw new BadElf(
                    "the size of a symbol is " + size.get().value(), size.get().offset());
        }
    }

    private int entrySize() {
        return is64 ? 24 : 16;
    }

    /** True if the symbol of this index has this name, is defined in this file and is to be seen from others. */
    boolean defines(long index, String name) throws IOException, BadElf {
        if (symbols.isEmpty()) {
            return false;
        }
        long at = memory.offset(symbols.get() + index * entrySize(), entrySize());
        long nameAt = file.u32(at);
        int kind = file.u8(at + (is64 ? 4 : 12));
        int visibility = file.u8(at + (is64 ? 5 : 13)) & 3;
        int section = file.u16(at + (is64 ? 6 : 14));
        int binding = kind >> 4;
        boolean isSeen = (binding == STB_GLOBAL || binding == STB_WEAK || binding == STB_GNU_UNIQUE)
                && visibility != STV_INTERNAL
                && visibility != STV_HIDDEN;
        return isSeen && section != SHN_UNDEF && names.holds(nameAt, name);
    }
}
