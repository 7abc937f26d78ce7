package io.jaildeps.audit;

import io.jaildeps.path.JailPath;
import java.util.Comparator;

/**
 * One thing that is wrong with a jail. Ordered by severity, the worst first, then kind, path and reason.
 *
 * @param path what it is about, seen from inside
 * @param reason fit for a terminal
 * @param mend the command or change that mends it
 */
public record Finding(Kind kind, Severity severity, JailPath path, String reason, Mend mend)
        implements Comparable<Finding> {
    private static final Comparator<Finding> ORDER = Comparator.comparing(Finding::severity)
            .reversed()
            .thenComparing(Finding::kind)
            .thenComparing(Finding::path)
            .thenComparing(Finding::reason);

    Finding mendedBy(Mend other) {
        return new Finding(kind, severity, path, reason, other);
    }

    @Override
    public int compareTo(Finding other) {
        return ORDER.compare(this, other);
    }
}
