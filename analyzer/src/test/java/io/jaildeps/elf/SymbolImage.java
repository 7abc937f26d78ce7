package io.jaildeps.elf;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The dynamic symbols of an {@link ElfImage}, with the hash table by which a loader finds them. */
final class SymbolImage {
    private static final int BUCKETS = 3;

    /** @param info binding and type, @param section 0 for a symbol that others define, @param version its index */
    record Symbol(String name, int info, int visibility, int section, int version) {}

    private final List<Symbol> symbols = new ArrayList<>();
    private final List<String> versions = new ArrayList<>();
    private String soname = "";

    /** A global function; its version is the index that {@link #version} gave, or 1 for none. */
    SymbolImage function(String name, int version) {
        return symbol(new Symbol(name, 0x12, 0, 7, version));
    }

    SymbolImage symbol(Symbol symbol) {
        symbols.add(symbol);
        return this;
    }

    /** Defines the next version: the first one has the index 2. */
    SymbolImage version(String name) {
        versions.add(name);
        return this;
    }

    SymbolImage soname(String name) {
        soname = name;
        return this;
    }

    ElfImage in(ElfImage image, boolean gnuHash) {
        symbols.sort(Comparator.comparingLong(symbol -> SymbolHash.Gnu.hash(symbol.name()) % BUCKETS));
        StringBuilder names = new StringBuilder("\0");
        image.section(6, table(image, names));
        image.value(11, image.abi().is64() ? 24 : 16);
        if (gnuHash) {
            image.section(0x6ffffef5L, gnuHash(image));
        } else {
            image.section(4, oldHash(image));
        }
        if (!versions.isEmpty()) {
            ByteBuffer ofSymbols = ByteBuffer.allocate(2 * (symbols.size() + 1)).order(image.order());
            ofSymbols.putShort((short) 0);
            symbols.forEach(symbol -> ofSymbols.putShort((short) symbol.version()));
            image.section(0x6ffffff0L, ofSymbols.array());
            image.section(0x6ffffffcL, definitions(image, names));
            image.value(0x6ffffffdL, versions.size());
        }
        if (!soname.isEmpty()) {
            image.value(14, names.length());
            names.append(soname).append('\0');
        }
        return image.section(5, names.toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    private byte[] table(ElfImage image, StringBuilder names) {
        boolean wide = image.abi().is64();
        ByteBuffer table =
                ByteBuffer.allocate((wide ? 24 : 16) * (symbols.size() + 1)).order(image.order());
        table.position(wide ? 24 : 16);
        for (Symbol symbol : symbols) {
            table.putInt(names.length());
            names.append(symbol.name()).append('\0');
            if (!wide) {
                table.putInt(0x1000).putInt(8);
            }
            table.put((byte) symbol.info()).put((byte) symbol.visibility()).putShort((short) symbol.section());
            if (wide) {
                table.putLong(0x1000).putLong(8);
            }
        }
        return table.array();
    }

    private byte[] gnuHash(ElfImage image) {
        int bloom = image.abi().is64() ? 8 : 4;
        ByteBuffer hash = ByteBuffer.allocate(16 + bloom + 4 * BUCKETS + 4 * symbols.size())
                .order(image.order());
        hash.putInt(BUCKETS).putInt(1).putInt(1).putInt(0).position(16 + bloom);
        List<Integer> buckets = new ArrayList<>();
        symbols.forEach(symbol -> buckets.add((int) (SymbolHash.Gnu.hash(symbol.name()) % BUCKETS)));
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            hash.putInt(buckets.indexOf(bucket) + 1);
        }
        for (int i = 0; i < buckets.size(); i++) {
            boolean isLast = i + 1 == buckets.size() || !buckets.get(i).equals(buckets.get(i + 1));
            int value = (int) SymbolHash.Gnu.hash(symbols.get(i).name());
            hash.putInt(isLast ? value | 1 : value & ~1);
        }
        return hash.array();
    }

    /** One bucket with all symbols; its words are of eight bytes on two machines. */
    private byte[] oldHash(ElfImage image) {
        boolean wide = image.abi().is64() && image.abi().machine() == Abi.EM_S390;
        ByteBuffer hash =
                ByteBuffer.allocate((wide ? 8 : 4) * (symbols.size() + 4)).order(image.order());
        List<Integer> words = new ArrayList<>(List.of(1, symbols.size() + 1, 1, 0));
        for (int i = 1; i <= symbols.size(); i++) {
            words.add(i == symbols.size() ? 0 : i + 1);
        }
        words.forEach(word -> {
            if (wide) {
                hash.putLong(word);
            } else {
                hash.putInt(word);
            }
        });
        return hash.array();
    }

    private byte[] definitions(ElfImage image, StringBuilder names) {
        ByteBuffer definitions = ByteBuffer.allocate(28 * versions.size()).order(image.order());
        for (int i = 0; i < versions.size(); i++) {
            definitions.putShort((short) 1).putShort((short) 0).putShort((short) (i + 2));
            definitions.putShort((short) 1).putInt(0).putInt(20).putInt(i + 1 == versions.size() ? 0 : 28);
            definitions.putInt(names.length()).putInt(0);
            names.append(versions.get(i)).append('\0');
        }
        return definitions.array();
    }
}
