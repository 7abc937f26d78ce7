package io.jaildeps.elf;

import java.io.IOException;
import java.util.Optional;

/**
 * The hash table by which a loader finds a symbol: DT_GNU_HASH, or DT_HASH where there is none. A file without either
 * has no symbols for others.
 */
sealed interface SymbolHash {
    /** Linkers make as many buckets as keep a chain to some dozens; a much longer one is a circle or a trap. */
    int MAX_CHAIN = 4096;

    /** Asked about one index of the symbol table. */
    interface Question {
        boolean of(long index) throws IOException, BadElf;
    }

    /**
     * Whether the answer is yes for one of the symbols that may have this name.
     *
     * @param budget each step along a chain is taken from it, and the end of it is a no
     */
    boolean anyOf(String name, Budget budget, Question question) throws IOException, BadElf;

    static SymbolHash of(ElfBytes file, Abi abi, MappedBytes memory, DynamicEntries entries)
            throws IOException, BadElf {
        Optional<DynamicEntries.Entry> gnu = entries.last(0x6ffffef5L);
        Optional<DynamicEntries.Entry> old = entries.last(4);
        if (gnu.isPresent()) {
            return Gnu.at(gnu.get().value(), file, abi, memory);
        } else if (old.isPresent()) {
            return SystemV.at(old.get().value(), file, abi, memory);
        }
        return new None();
    }

    /** No table. */
    record None() implements SymbolHash {
        @Override
        public boolean anyOf(String name, Budget budget, Question question) {
            return false;
        }
    }

    /**
     * DT_GNU_HASH: four words (buckets, first hashed symbol, Bloom words, shift), the Bloom filter, the buckets, and a
     * hash for each symbol, whose lowest bit ends a chain.
     */
    record Gnu(ElfBytes file, MappedBytes memory, long buckets, long bucketCount, long firstSymbol)
            implements SymbolHash {
        static Gnu at(long address, ElfBytes file, Abi abi, MappedBytes memory) throws IOException, BadElf {
            long header = memory.offset(address, 16);
            long count = file.u32(header);
            long first = file.u32(header + 4);
            long bloomBytes = file.u32(header + 8) * (abi.is64() ? 8 : 4);
            return new Gnu(file, memory, address + 16 + bloomBytes, count, first);
        }

        @Override
        public boolean anyOf(String name, Budget budget, Question question) throws IOException, BadElf {
            if (bucketCount == 0) {
                return false;
            }
            long hash = hash(name);
            long index = file.u32(memory.offset(buckets + hash % bucketCount * 4, 4));
            for (int step = 0; index >= firstSymbol && index != 0 && step < MAX_CHAIN && !budget.isSpent(); step++) {
                budget.spend();
                long link = file.u32(memory.offset(buckets + (bucketCount + index - firstSymbol) * 4, 4));
                if ((link | 1) == (hash | 1) && question.of(index)) {
                    return true;
                }
                if ((link & 1) == 1) {
                    return false;
                }
                index++;
            }
            return false;
        }

        static long hash(String name) {
            long hash = 5381;
            for (int i = 0; i < name.length(); i++) {
                hash = (hash * 33 + name.charAt(i)) & 0xffffffffL;
            }
            return hash;
        }
    }

    /** DT_HASH: the number of buckets and of symbols, the buckets, and for each symbol the next one of its chain. */
    record SystemV(ElfBytes file, MappedBytes memory, long address, int wordBytes, long bucketCount, long symbolCount)
            implements SymbolHash {
        static SystemV at(long address, ElfBytes file, Abi abi, MappedBytes memory) throws IOException, BadElf {
            // the two ABIs whose words are of eight bytes: Alpha and 64-bit S/390
            boolean wide = abi.is64() && (abi.machine() == Abi.EM_ALPHA || abi.machine() == Abi.EM_S390);
            int word = wide ? 8 : 4;
            long header = memory.offset(address, 2L * word);
            return new SystemV(
                    file,
                    memory,
                    address,
                    word,
                    wide ? file.u64(header) : file.u32(header),
                    wide ? file.u64(header + word) : file.u32(header + word));
        }

        @Override
        public boolean anyOf(String name, Budget budget, Question question) throws IOException, BadElf {
            if (bucketCount <= 0) {
                return false;
            }
            long index = word(2 + hash(name) % bucketCount);
            for (int step = 0; index > 0 && index < symbolCount && step < MAX_CHAIN && !budget.isSpent(); step++) {
                budget.spend();
                if (question.of(index)) {
                    return true;
                }
                index = word(2 + bucketCount + index);
            }
            return false;
        }

        private long word(long number) throws IOException, BadElf {
            long at = memory.offset(address + number * wordBytes, wordBytes);
            return wordBytes == 8 ? file.u64(at) : file.u32(at);
        }

        static long hash(String name) {
            long hash = 0;
            for (int i = 0; i < name.length(); i++) {
                hash = (hash << 4) + name.charAt(i);
                long high = hash & 0xf0000000L;
                hash = (hash ^ high >> 24) & ~high & 0xffffffffL;
            }
            return hash;
        }
    }
}
