package io.jaildeps.suggest;

import io.jaildeps.manifest.Manifest;
import io.jaildeps.path.JailPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What to write into which configuration so that the sockets that a manifest names are there in its jail. */
public final class Snippets {
    private static final String JAIL = "${JAIL}";
    private static final String OLD_RUN = "/var/run/";

    private Snippets() {}

    /** Lines for each rule that concerns the manifest's sockets, suggested ones too. @param jail its directory */
    public static List<String> of(Manifest manifest, List<SuggestionRule> rules, String jail) {
        Set<JailPath> sockets = Stream.concat(
                        manifest.sockets().stream().map(Manifest.SocketNeed::path),
                        manifest.suggestions().stream().map(Manifest.Suggestion::path))
                .map(Snippets::current)
                .collect(Collectors.toSet());
        List<String> lines = new ArrayList<>();
        for (SuggestionRule rule : rules) {
            boolean takenIn = manifest.entries().stream()
                    .anyMatch(entry -> entry.why().contains(Manifest.Suggestion.reason(rule.name())));
            boolean concerned = rule.sockets().stream().anyMatch(sockets::contains);
            if ((takenIn || concerned) && !rule.snippets().isEmpty()) {
                rule.sockets().forEach(socket -> lines.add("# " + socket + ": " + rule.why()));
                rule.snippets().forEach((where, text) -> {
                    lines.add("# " + where);
                    text.forEach(line -> lines.add(line.replace(JAIL, jail)));
                });
                lines.add("");
            }
        }
        return lines;
    }

    /** /var/run has been a link to /run for long, see hier(7). */
    private static JailPath current(JailPath path) {
        return path.bytes().startsWith(OLD_RUN) ? JailPath.ofBytes(path.bytes().substring("/var".length())) : path;
    }
}
