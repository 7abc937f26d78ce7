package io.jaildeps.build;

import io.jaildeps.manifest.ManifestDiff;
import io.jaildeps.verdict.PassResult;
import io.jaildeps.verdict.Verdict;
import java.util.List;

/** Whether a manifest still holds on this host. */
public sealed interface CheckOutcome {
    /** The target does not work here by itself, so nothing can be said of the manifest. */
    record FailsOnHost(Verdict.FailsOnHost verdict, PassResult host) implements CheckOutcome {}

    /**
     * It was tried.
     *
     * @param proof what came of the manifest's own jail
     * @param fresh what a new trace says otherwise: entries and mounts, in the order of a diff from the manifest to the
     *     new one. Reasons alone make no difference, nor do entries that a person took in or a proof left out
     * @param passes in their order, the host's first
     */
    record Checked(Proof proof, List<ManifestDiff.Item> fresh, List<BuildOutcome.PassNote> passes)
            implements CheckOutcome {
        public Checked {
            fresh = List.copyOf(fresh);
            passes = List.copyOf(passes);
        }

        /** What the new trace needs and the manifest lacks or has in another form. */
        public List<ManifestDiff.Item> stale() {
            return fresh.stream()
                    .filter(item -> item.kind() != ManifestDiff.Kind.REMOVED)
                    .toList();
        }

        /** What the manifest has and the new trace does not need. */
        public List<ManifestDiff.Item> unused() {
            return fresh.stream()
                    .filter(item -> item.kind() == ManifestDiff.Kind.REMOVED)
                    .toList();
        }
    }

    /** What came of the jail that the manifest describes. */
    sealed interface Proof {
        /** There is none: this host can not make it. @param problems why, a sentence each */
        record Refused(List<String> problems) implements Proof {
            public Refused {
                problems = List.copyOf(problems);
            }
        }

        /**
         * The target ran in it.
         *
         * @param missing paths that it asked for, that the host has and the jail lacks
         */
        record Ran(Verdict verdict, List<String> missing, PassResult jail) implements Proof {
            public Ran {
                missing = List.copyOf(missing);
            }
        }

        default boolean succeeded() {
            return this instanceof Ran ran
                    && ran.verdict() instanceof Verdict.Clean
                    && ran.missing().isEmpty();
        }
    }
}
