package io.jaildeps.audit;

import io.jaildeps.path.HostPath;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an audit found.
 *
 * @param findings sorted, the worst first; of each kind at most 1000
 * @param counts how many there are of each severity, those that {@code findings} leaves out too
 * @param ignored how many findings each wish to ignore some left out, in the order in which they were given
 * @param inodes how many inodes the jail has
 * @param sizeBytes of its regular files
 */
public record AuditResult(
        HostPath jail,
        List<Finding> findings,
        Map<Severity, Long> counts,
        Map<Ignored, Long> ignored,
        long inodes,
        long sizeBytes) {
    public AuditResult {
        findings = List.copyOf(findings);
        counts = Map.copyOf(counts);
        ignored = Collections.unmodifiableMap(new LinkedHashMap<>(ignored));
    }

    public long count(Severity severity) {
        return counts.getOrDefault(severity, 0L);
    }

    /** True if there is a finding of this severity or worse. */
    public boolean reaches(Severity least) {
        return counts.keySet().stream().anyMatch(severity -> severity.compareTo(least) >= 0);
    }
}
