package io.jaildeps.manifest;

import io.jaildeps.access.AccessKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reasons by which other stages go, told by their words as {@code graph} makes them. A list of reasons that is shortened
 * keeps one of each kind that it has: otherwise a file that many programs open and one writes would be no state.
 */
enum TellingReason {
    /** {@code written by /usr/sbin/x}, {@code updated by …}: the file's bytes are the programs' own. */
    WRITTEN(AccessKind.WRITE.participle() + " by ", AccessKind.UPDATE.participle() + " by "),
    /** {@code written to by /usr/sbin/x}: a directory in which the programs make files. */
    WRITTEN_TO(AccessKind.WRITE.participle() + " to by "),
    /** {@code changed by /usr/bin/x}: owner, mode or times are the programs' own. */
    CHANGED(AccessKind.CHANGE.participle() + " by "),
    /** {@code executed by /bin/sh}, {@code the target}: somebody starts it. */
    STARTED(AccessKind.EXECUTE.participle() + " ", "the target"),
    /** {@code suggested by rule x}: a person took it in. */
    TAKEN_IN(Manifest.Suggestion.reason(""));

    /** The C library is opened by everything; five reasons say enough. */
    private static final int MOST = 5;

    private final Pattern beginning;

    TellingReason(String... beginnings) {
        this.beginning =
                Pattern.compile(Stream.of(beginnings).map(Pattern::quote).collect(Collectors.joining("|")));
    }

    boolean isOne(String reason) {
        return beginning.matcher(reason).lookingAt();
    }

    boolean isAmong(Collection<String> why) {
        return why.stream().anyMatch(this::isOne);
    }

    /** The first reasons, and how many more there are: {@code ~ and 17 more reasons}. */
    static List<String> shortened(List<String> why) {
        if (why.size() <= MOST) {
            return why;
        }
        List<String> kept = new ArrayList<>(why.subList(0, MOST - 1));
        for (TellingReason kind : values()) {
            Optional<String> first = why.stream().filter(kind::isOne).findFirst();
            if (first.isPresent() && !kept.contains(first.get())) {
                replaceLastPlain(kept, first.get());
            }
        }
        kept.add("~ and " + (why.size() - kept.size()) + " more reasons");
        return kept;
    }

    private static void replaceLastPlain(List<String> kept, String reason) {
        for (int i = kept.size() - 1; i >= 0; i--) {
            String old = kept.get(i);
            if (List.of(values()).stream().noneMatch(kind -> kind.isOne(old))) {
                kept.remove(i);
                break;
            }
        }
        kept.add(reason);
    }
}
