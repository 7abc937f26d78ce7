package io.jaildeps.elf;

import java.util.Optional;
import java.util.Set;

/** Which of the symbols that were asked about a file defines. Nothing that stands in a file makes the reader throw. */
sealed interface SymbolReading {
    /** @param soname what the file calls itself */
    record Defines(Set<SymbolName> symbols, Optional<Soname> soname) implements SymbolReading {
        public Defines {
            symbols = Set.copyOf(symbols);
        }
    }

    /** No library of this ABI, or one that breaks the format. @param reason in words */
    record Unusable(String reason) implements SymbolReading {}
}
