package io.jaildeps.audit;

import io.jaildeps.path.JailPath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What was found so far, in memory that does not grow with the jail: of each kind the first thousand in their order are
 * kept and the others counted.
 */
final class Findings {
    static final int MOST = 1000;

    private final List<Ignored> ignoring;
    private final Map<Kind, TreeSet<Finding>> kept = new EnumMap<>(Kind.class);
    private final Map<Severity, Long> counts = new EnumMap<>(Severity.class);
    private final Map<Ignored, Long> ignored = new LinkedHashMap<>();

    Findings(Collection<Ignored> ignoring) {
        this.ignoring = List.copyOf(ignoring);
        this.ignoring.forEach(one -> ignored.put(one, 0L));
    }

    void add(Kind kind, JailPath path, String reason, Mend mend) {
        add(kind, kind.severity(), path, reason, mend);
    }

    void add(Kind kind, Severity severity, JailPath path, String reason, Mend mend) {
        for (Ignored one : ignoring) {
            if (one.covers(kind, path)) {
                ignored.merge(one, 1L, Long::sum);
                return;
            }
        }
        TreeSet<Finding> same = kept.computeIfAbsent(kind, key -> new TreeSet<>());
        if (!same.add(new Finding(kind, severity, path, reason, mend))) {
            return;
        }
        counts.merge(severity, 1L, Long::sum);
        if (same.size() > MOST) {
            same.pollLast();
        }
    }

    boolean has(Kind kind) {
        return kept.containsKey(kind);
    }

    List<Finding> sorted() {
        TreeSet<Finding> all = new TreeSet<>();
        kept.values().forEach(all::addAll);
        return new ArrayList<>(all);
    }

    /** How many there are of each severity, those that were not kept too. */
    Map<Severity, Long> counts() {
        return counts;
    }

    /** How many findings each of the user's wishes left out. */
    Map<Ignored, Long> ignored() {
        return ignored;
    }
}
