package io.jaildeps.verdict;

import io.jaildeps.elf.SymbolName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A symbol that the loader of a run looked for in vain.
 *
 * @param file the library or program that needs it, as the loader spells it, one char per byte: mostly an absolute path,
 *     perhaps a bare name; empty if the loader does not say
 */
public record UndefinedSymbol(SymbolName symbol, String file) {
    /** Some loaders name all symbols that they miss; what the first few lack is mostly one library. */
    private static final int MAX_SYMBOLS = 32;

    /** What the loaders of a jailed run missed, and those of the host's did not, in the order in which they said so. */
    public static List<UndefinedSymbol> between(PassResult host, PassResult jail) {
        List<UndefinedSymbol> onHost = in(host.output().stderr());
        return in(jail.output().stderr()).stream()
                .filter(symbol -> !onHost.contains(symbol))
                .toList();
    }

    /** What a run's standard error tells of, each symbol once. */
    static List<UndefinedSymbol> in(String stderr) {
        List<UndefinedSymbol> found = new ArrayList<>();
        Set<SymbolName> known = new TreeSet<>();
        for (String line : stderr.lines().toList()) {
            Optional<UndefinedSymbol> symbol = line(line);
            if (symbol.isPresent()
                    && found.size() < MAX_SYMBOLS
                    && known.add(symbol.get().symbol())) {
                found.add(symbol.get());
            }
        }
        return found;
    }

    private static Optional<UndefinedSymbol> line(String line) {
        if (!line.contains("ymbol")) {
            return Optional.empty();
        }
        for (Wording wording : Wording.values()) {
            Optional<UndefinedSymbol> symbol = wording.read(line);
            if (symbol.isPresent()) {
                return symbol;
            }
        }
        return Optional.empty();
    }
}
