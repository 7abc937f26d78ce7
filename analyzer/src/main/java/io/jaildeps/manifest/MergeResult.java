package io.jaildeps.manifest;

import java.util.List;
import java.util.Map;

/** What came of a merge. */
public sealed interface MergeResult {
    /**
     * The union.
     *
     * @param targetsDiffer true if the manifests are of different runs, so that a target had to be chosen
     */
    record Merged(Manifest manifest, boolean targetsDiffer) implements MergeResult {}

    /** There is none: the manifests contradict each other. */
    record Conflicting(List<Conflict> conflicts) implements MergeResult {
        public Conflicting {
            conflicts = List.copyOf(conflicts);
        }
    }

    /**
     * A contradiction.
     *
     * @param subject what it is about, fit for a terminal: a path
     * @param attribute such as {@code mode}
     * @param values each with the first manifest that has it, counted from 0, in the order of the manifests
     */
    record Conflict(String subject, String attribute, Map<String, Integer> values) {}
}
