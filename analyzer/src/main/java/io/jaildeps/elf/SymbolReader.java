package io.jaildeps.elf;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Asks the dynamic symbol table of one file about some names, as the loader would: a few pages of it per name. */
final class SymbolReader {
    private SymbolReader() {}

    /**
     * @param path a regular file, opened as it is
     * @param abi of the process that would load it
     * @throws IOException if the file can not be opened or read; what stands in it is never the reason
     */
    static SymbolReading read(Path path, Abi abi, Set<SymbolName> wanted, Budget budget) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            ElfBytes file = new ElfBytes(channel);
            ElfReading reading = ElfReader.read(file);
            if (!(reading instanceof ElfFile elf)) {
                return new SymbolReading.Unusable(
                        reading instanceof ElfReading.NotElf not ? not.what() : reading.toString());
            } else if (!elf.abi().matches(abi) || elf.type() != ElfFile.DYN) {
                return new SymbolReading.Unusable("no library for " + abi);
            }
            return new SymbolReading.Defines(defined(file, elf, wanted, budget), elf.soname());
        } catch (BadElf bad) {
            return new SymbolReading.Unusable(bad.broken().toString());
        }
    }

    private static Set<SymbolName> defined(ElfBytes file, ElfFile elf, Set<SymbolName> wanted, Budget budget)
            throws IOException, BadElf {
        List<Segment> segments = Segment.all(file, elf.abi().is64());
        Optional<Segment> dynamic = segments.stream()
                .filter(segment -> segment.type() == Segment.DYNAMIC)
                .findFirst();
        Set<SymbolName> defined = new LinkedHashSet<>();
        if (dynamic.isPresent()) {
            DynamicEntries entries = DynamicEntries.read(file, elf.abi().is64(), dynamic.get());
            SymbolTable table = new SymbolTable(file, elf.abi(), new MappedBytes(segments), entries);
            SymbolHash hash = SymbolHash.of(file, elf.abi(), new MappedBytes(segments), entries);
            SymbolVersions versions = new SymbolVersions(file, new MappedBytes(segments), entries);
            for (SymbolName symbol : wanted) {
                if (hash.anyOf(
                        symbol.name(),
                        budget,
                        index ->
                                table.defines(index, symbol.name()) && versions.fit(index, symbol.version(), budget))) {
                    defined.add(symbol);
                }
            }
        }
        return defined;
    }
}
