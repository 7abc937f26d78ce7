package io.jaildeps.reports;

import java.util.List;

/**
 * Whether a manifest still holds on this host.
 *
 * @param manifest its file
 * @param holds the answer
 * @param proof what came of its own jail
 * @param stale what a new trace needs and the manifest lacks or has in another form
 * @param unused what the manifest has and the new trace does not need
 * @param unusedCounts false if that is no reason to say that the manifest does not hold
 * @param passes in their order, the host's first
 */
public record CheckReport(
        String manifest,
        boolean holds,
        Proof proof,
        List<DiffReport.Item> stale,
        List<DiffReport.Item> unused,
        boolean unusedCounts,
        List<TraceReport.Pass> passes) {
    /** The version of the JSON form. */
    public static final int SCHEMA = 1;

    public CheckReport {
        manifest = Visible.of(manifest);
        stale = List.copyOf(stale);
        unused = List.copyOf(unused);
        passes = List.copyOf(passes);
    }

    /** How the manifest's own jail did. */
    public enum Result {
        WORKS("works", "it works in the jail that the manifest describes"),
        MISSES("misses", "it works in the jail that the manifest describes, but asks for what is not there"),
        FAILS("fails", "it fails in the jail that the manifest describes"),
        REFUSED("refused", "the jail that the manifest describes can not be made here"),
        FAILS_ON_HOST("fails-on-host", "it fails on the host itself");

        private final String word;
        private final String text;

        Result(String word, String text) {
            this.word = word;
            this.text = text;
        }

        /** The word for it in JSON. */
        public String word() {
            return word;
        }

        String text() {
            return text;
        }
    }

    /**
     * What the run in the jail showed.
     *
     * @param problems sentences
     * @param missing paths that the host has and the jail lacks
     * @param difference what it said otherwise than on the host though it works, in words; empty if nothing
     */
    public record Proof(Result result, List<String> problems, List<String> missing, String difference) {
        public Proof {
            difference = Visible.of(difference);
            problems = Visible.all(problems);
            missing = Visible.all(missing);
        }
    }
}
