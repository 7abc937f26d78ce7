package io.jaildeps.verdict;

import io.jaildeps.access.PathUse;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lines that a target says only in the jail, and that name a path which it found on the host and not there: "upload-dirs
 * doesn't exist: /var/tmp". A daemon that complains may go on, and fail later, at what nobody asked of it yet.
 */
final class Complaints {
    private Complaints() {}

    /** The lines of both outputs, in their order. */
    static Set<String> of(PassResult host, PassResult jail) {
        List<String> lacking = lacking(host, jail);
        if (lacking.isEmpty()) {
            return Set.of();
        }
        Set<String> known = lines(host).map(TextDifference::masked).collect(Collectors.toSet());
        Set<String> complaints = new LinkedHashSet<>();
        lines(jail)
                .filter(line -> !known.contains(TextDifference.masked(line)))
                .filter(line -> lacking.stream().anyMatch(path -> names(line, path)))
                .forEach(complaints::add);
        return complaints;
    }

    private static Stream<String> lines(PassResult run) {
        return Stream.concat(
                run.output().stderr().lines(), run.output().stdout().lines());
    }

    private static List<String> lacking(PassResult host, PassResult jail) {
        return jail.accesses().uses().stream()
                .filter(use -> use.absent().isPresent() && use.done().isEmpty())
                .filter(use -> foundBefore(host.accesses().use(use.asked())))
                .map(use -> use.asked().inner().bytes())
                .filter(path -> path.length() > 1)
                .toList();
    }

    private static boolean foundBefore(Optional<PathUse> onHost) {
        return onHost.filter(use -> !use.done().isEmpty() && !use.made()).isPresent();
    }

    /** The path itself, not one that is longer. */
    private static boolean names(String line, String path) {
        for (int at = line.indexOf(path); at >= 0; at = line.indexOf(path, at + 1)) {
            int end = at + path.length();
            while (end < line.length() && "/.".indexOf(line.charAt(end)) >= 0) {
                end++; // a slash says that it is a directory, a full stop ends the sentence
            }
            boolean begins = at == 0 || !isOfPath(line.charAt(at - 1));
            boolean ends = end == line.length() || !isOfPath(line.charAt(end));
            if (begins && ends) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOfPath(char c) {
        return Character.isLetterOrDigit(c) || "/._-+@".indexOf(c) >= 0;
    }
}
