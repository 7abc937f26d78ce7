package io.jaildeps.suggest;

import io.jaildeps.path.JailPath;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * When a program may need which paths, as written in a rule file.
 *
 * @param name a word: what {@code --with} takes
 * @param why a sentence for people
 * @param when one of its signs is enough
 * @param paths files and directories to copy, those that the tree has
 * @param sockets of other programs to make reachable
 * @param snippets what to write into which configuration so that a socket is there, by the service's name;
 *     {@code ${JAIL}} stands for the jail's directory
 */
public record SuggestionRule(
        String name,
        String why,
        Signs when,
        List<JailPath> paths,
        List<JailPath> sockets,
        Map<String, List<String>> snippets) {
    /**
     * What tells that a rule concerns a program.
     *
     * @param libraries names of needed files, of which {@code *} stands for any end
     * @param symbols strings of their own in an executed program, such as imported functions
     * @param opened needed paths
     */
    public record Signs(List<String> libraries, List<String> symbols, List<JailPath> opened) {
        public Signs {
            libraries = List.copyOf(libraries);
            symbols = List.copyOf(symbols);
            opened = List.copyOf(opened);
        }
    }

    public SuggestionRule {
        paths = List.copyOf(paths);
        sockets = List.copyOf(sockets);
        snippets = Collections.unmodifiableMap(new LinkedHashMap<>(snippets));
    }
}
