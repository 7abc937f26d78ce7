package io.jaildeps.build;

import io.jaildeps.access.AccessKind;
import io.jaildeps.access.PathUse;
import io.jaildeps.elf.SymbolName;
import io.jaildeps.elf.SymbolSearch;
import io.jaildeps.graph.Demand;
import io.jaildeps.path.JailPath;
import io.jaildeps.tree.Location;
import io.jaildeps.tree.Sysroot;
import io.jaildeps.verdict.PassResult;
import io.jaildeps.verdict.UndefinedSymbol;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * When a jailed run ends with {@code undefined symbol}, no path says what is missing: the loader found every library
 * that it asked for. Libraries in reach that define the symbol are looked up, from the directory of the one that lacks
 * it to those of the host's run and of the loader.
 */
final class MissingSymbols {
    private static final int SHOWN_DEFINERS = 5;
    private static final int SHOWN_SYMBOLS = 3;

    private final Sysroot tree;
    private final PassResult host;
    private final JailPath cwd;
    private final Set<JailPath> loaded;
    /** A later round often misses what an earlier one did. */
    private final Map<UndefinedSymbol, List<JailPath>> known = new HashMap<>();

    /** @param cwd where the target starts */
    MissingSymbols(Sysroot tree, PassResult host, JailPath cwd) {
        this.tree = tree;
        this.host = host;
        this.cwd = cwd;
        this.loaded = host.accesses().uses().stream()
                .filter(use -> use.did(AccessKind.READ))
                .map(PathUse::asked)
                .filter(asked -> SymbolSearch.isLibrary(asked.name()))
                .map(asked -> asked.lexical())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The nearest library for each symbol that a run lacked; empty if it lacked none, or nothing defines it. */
    List<Demand.Definer> nearest(PassResult jail) throws IOException {
        List<Demand.Definer> nearest = new ArrayList<>();
        for (UndefinedSymbol symbol : UndefinedSymbol.between(host, jail)) {
            definers(symbol, jail).stream()
                    .findFirst()
                    .ifPresent(library -> nearest.add(
                            new Demand.Definer(library, symbol.symbol().toString(), place(symbol.file()))));
        }
        return nearest;
    }

    /** What a run lacked and which libraries define it, for people; empty if it lacked no symbol. */
    String words(PassResult jail) throws IOException {
        List<UndefinedSymbol> symbols = UndefinedSymbol.between(host, jail);
        List<String> words = new ArrayList<>();
        for (UndefinedSymbol symbol : symbols.subList(0, Math.min(SHOWN_SYMBOLS, symbols.size()))) {
            List<JailPath> definers = definers(symbol, jail);
            String shown = definers.stream()
                    .limit(SHOWN_DEFINERS)
                    .map(JailPath::toString)
                    .collect(Collectors.joining(", "));
            int more = definers.size() - SHOWN_DEFINERS;
            words.add("the symbol " + symbol.symbol() + " is undefined ("
                    + (definers.isEmpty()
                            ? "no library in reach defines it"
                            : "defined by " + shown + (more > 0 ? " and " + more + " more" : ""))
                    + ")");
        }
        int more = symbols.size() - SHOWN_SYMBOLS;
        return String.join("; ", words) + (more > 0 ? "; and " + more + " more symbols" : "");
    }

    private List<JailPath> definers(UndefinedSymbol symbol, PassResult jail) throws IOException {
        if (!known.containsKey(symbol)) {
            // one look at the directories answers for all symbols that this file lacks
            List<UndefinedSymbol> together = UndefinedSymbol.between(host, jail).stream()
                    .filter(other -> other.file().equals(symbol.file()))
                    .toList();
            Set<SymbolName> names =
                    together.stream().map(UndefinedSymbol::symbol).collect(Collectors.toCollection(TreeSet::new));
            Set<JailPath> process = new LinkedHashSet<>();
            place(symbol.file()).ifPresent(process::add);
            process.addAll(loaded);
            Map<SymbolName, List<JailPath>> found =
                    new SymbolSearch(tree.again()).definers(names, process, directories(process));
            together.forEach(other -> known.put(other, found.getOrDefault(other.symbol(), List.of())));
        }
        return known.getOrDefault(symbol, List.of());
    }

    /** Those of the libraries' own names, and those that links lead to. */
    private Set<JailPath> directories(Set<JailPath> libraries) throws IOException {
        Set<JailPath> directories = new LinkedHashSet<>();
        for (JailPath library : libraries) {
            directories.add(library.parent());
            if (tree.locate(library) instanceof Location.Present at) {
                directories.add(at.realPath().parent());
            }
        }
        return directories;
    }

    /** Where the file is that the loader names: by its path, or by the bare name of a library of the host's run. */
    private Optional<JailPath> place(String file) {
        if (file.isEmpty() || file.chars().anyMatch(c -> c == 0 || c > 0xff)) {
            return Optional.empty();
        } else if (file.startsWith("/")) {
            return Optional.of(JailPath.ofBytes(file));
        } else if (file.contains("/")) {
            return Optional.of(cwd.resolve(file));
        }
        return loaded.stream().filter(path -> path.name().equals(file)).findFirst();
    }
}
