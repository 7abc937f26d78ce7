package io.jaildeps.verdict;

import io.jaildeps.access.PathUse;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lines that a target says only in the jail, and that name a path which it found on the host and not there, or which it
 * might use there and not here: "upload-dirs doesn't exist: /var/tmp". A daemon that complains may go on, and fail later, at what nobody asked of it yet.
 */
final class Complaints {
    private static final Set<String> REFUSALS = Set.of("EACCES", "EPERM", "EROFS");

    private Complaints() {}

    /** The lines of both outputs, in their order. */
    static Set<String> of(PassResult host, PassResult jail) {
        List<String> lacking = lacking(host, jail);
        if (lacking.isEmpty()) {
            return Set.of();
        }
        Set<String> known = lines(host).map(TextDifference::masked).collect(Collectors.toSet());
        return TextDifference.unlike(
                known, lines(jail).filter(line -> lacking.stream().anyMatch(path -> names(line, path))));
    }

    private static Stream<String> lines(PassResult run) {
        return Stream.concat(
                run.output().stderr().lines(), run.output().stdout().lines());
    }

    private static List<String> lacking(PassResult host, PassResult jail) {
        return jail.accesses().uses().stream()
                .filter(use -> fails(use, host.accesses().use(use.asked())))
                .map(use -> use.asked().inner().bytes())
                .filter(path -> path.length() > 1)
                .toList();
    }

    /** Whether it is not there, or may not be used, and was and might on the host. */
    private static boolean fails(PathUse jailed, Optional<PathUse> onHost) {
        if (onHost.isEmpty() || onHost.get().done().isEmpty() || onHost.get().made()) {
            return false;
        }
        boolean isAbsent = jailed.absent().isPresent() && jailed.done().isEmpty();
        return isAbsent
                || jailed.failed().keySet().stream()
                        .anyMatch(errno -> REFUSALS.contains(errno)
                                && !onHost.get().failed().containsKey(errno));
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
