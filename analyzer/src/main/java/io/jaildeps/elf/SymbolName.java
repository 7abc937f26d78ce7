package io.jaildeps.elf;

import io.jaildeps.path.Printable;
import java.util.Optional;

/**
 * What a loader looks a function or variable up by.
 *
 * @param name one char per byte, not empty
 * @param version the symbol version that the file was linked with; empty if any will do
 */
public record SymbolName(String name, Optional<String> version) implements Comparable<SymbolName> {
    private static final int SHOWN = 200;

    public SymbolName {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a symbol has a name");
        }
    }

    @Override
    public int compareTo(SymbolName other) {
        int byName = name.compareTo(other.name);
        return byName != 0 ? byName : version.orElse("").compareTo(other.version.orElse(""));
    }

    /** For people: {@code NAME} or {@code NAME@VERSION}, cut if it is very long. */
    @Override
    public String toString() {
        String whole = name + version.map(text -> "@" + text).orElse("");
        return Printable.of(whole.length() > SHOWN ? whole.substring(0, SHOWN) + "..." : whole);
    }
}
