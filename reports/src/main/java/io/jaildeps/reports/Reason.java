package io.jaildeps.reports;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A reason taken apart: {@code opened by /usr/sbin/sshd (as uid 0)} is the phrase {@code opened by} and the path. A path
 * may hold any of the grammar's own characters, so the paths that are known decide where it ends.
 */
record Reason(String phrase, String path) {
    /** {@code needed by /usr/bin/ls (RUNPATH /opt/lib)}: a verb phrase, a preposition, an absolute path, a detail. */
    private static final Pattern GRAMMAR = Pattern.compile("(.*?\\b(?:by|of|from|in)) (/.*)");

    private static final String DETAIL = " (";

    static Optional<Reason> parse(String reason, Set<String> known) {
        Matcher matcher = GRAMMAR.matcher(reason);
        return matcher.matches()
                ? Optional.of(new Reason(matcher.group(1), path(matcher.group(2), known)))
                : Optional.empty();
    }

    private static String path(String rest, Set<String> known) {
        if (known.contains(rest) || !rest.endsWith(")")) {
            return rest;
        }
        for (int end = rest.lastIndexOf(DETAIL); end > 0; end = rest.lastIndexOf(DETAIL, end - 1)) {
            if (known.contains(rest.substring(0, end))) {
                return rest.substring(0, end);
            }
        }
        int detail = rest.indexOf(DETAIL);
        return detail < 0 ? rest : rest.substring(0, detail);
    }
}
