package io.jaildeps.suggest;

import io.jaildeps.elf.StringScan;
import io.jaildeps.manifest.Manifest;
import io.jaildeps.path.JailPath;
import io.jaildeps.tree.Inode;
import io.jaildeps.tree.Location;
import io.jaildeps.tree.Sysroot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the rules suggest for a run, and which suggestions a person takes in.
 *
 * @param with names of rules whose suggestions become entries
 */
public record Suggesting(List<SuggestionRule> rules, Set<String> with) {
    /** No rule and nothing taken in. */
    public static final Suggesting NOTHING = new Suggesting(List.of(), Set.of());

    public Suggesting {
        rules = List.copyOf(rules);
        with = Set.copyOf(with);
    }

    /**
     * What is known of a run.
     *
     * @param needed every path that the jail will have
     * @param programs that were executed
     * @param sockets that were talked to: no suggestion any more
     */
    public record Run(Set<JailPath> needed, Collection<JailPath> programs, Set<JailPath> sockets) {}

    /** What the rules suggest: paths that the tree has and the run does not need, and sockets. */
    public List<Manifest.Suggestion> suggestions(Run run, Sysroot tree) throws IOException {
        List<Manifest.Suggestion> suggestions = new ArrayList<>();
        Set<String> symbols = symbols(run, tree);
        for (SuggestionRule rule : rules) {
            Optional<String> sign = sign(rule.when(), run, symbols);
            if (sign.isPresent()) {
                List<String> why = List.of(rule.why() + " (" + sign.get() + ")");
                for (JailPath path : rule.paths()) {
                    if (tree.locate(path) instanceof Location.Present place
                            && place.kind() != Inode.Kind.SOCKET
                            && !run.needed().contains(place.realPath())) {
                        suggestions.add(new Manifest.Suggestion(path, rule.name(), why));
                    }
                }
                rule.sockets().stream()
                        .filter(socket -> !run.sockets().contains(socket))
                        .forEach(socket -> suggestions.add(new Manifest.Suggestion(socket, rule.name(), why)));
            }
        }
        return suggestions;
    }

    /** All programs are read once for all rules. */
    private Set<String> symbols(Run run, Sysroot tree) throws IOException {
        Set<String> asked = new HashSet<>();
        rules.forEach(rule -> asked.addAll(rule.when().symbols()));
        Set<String> found = new HashSet<>();
        if (!asked.isEmpty() && tree.isHere()) {
            for (JailPath program : run.programs()) {
                if (tree.locate(program) instanceof Location.Present place && place.kind() == Inode.Kind.FILE) {
                    found.addAll(
                            StringScan.of(tree.onHost(place.realPath()), asked).whole());
                }
            }
        }
        return found;
    }

    /** The first sign of a rule that the run shows, in words. */
    private static Optional<String> sign(SuggestionRule.Signs signs, Run run, Set<String> symbols) {
        Optional<String> library = run.needed().stream()
                .map(JailPath::name)
                .filter(name -> signs.libraries().stream().anyMatch(pattern -> matches(pattern, name)))
                .sorted()
                .findFirst()
                .map(name ->
                        "it loads " + JailPath.ofBytes("/" + name).toString().substring(1));
        return library.or(() -> signs.opened().stream()
                        .filter(run.needed()::contains)
                        .findFirst()
                        .map(path -> "it opened " + path))
                .or(() -> signs.symbols().stream()
                        .filter(symbols::contains)
                        .findFirst()
                        .map(symbol -> "it has " + symbol + " in it"));
    }

    private static boolean matches(String pattern, String name) {
        return pattern.endsWith("*")
                ? name.startsWith(pattern.substring(0, pattern.length() - 1))
                : pattern.equals(name);
    }
}
