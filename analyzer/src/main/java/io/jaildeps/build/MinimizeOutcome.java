package io.jaildeps.build;

import io.jaildeps.manifest.Manifest;
import io.jaildeps.path.JailPath;
import io.jaildeps.verdict.Verdict;
import java.util.List;

/** What came of making a manifest smaller. */
public sealed interface MinimizeOutcome {
    /** The target does not work here by itself. */
    record FailsOnHost(Verdict.FailsOnHost verdict) implements MinimizeOutcome {}

    /** The manifest's own jail does not work, so that it proves nothing. @param reason in words */
    record NotProved(String reason) implements MinimizeOutcome {}

    /**
     * It is as small as the proof allows.
     *
     * @param manifest the smaller one; its last proof ran in exactly its jail
     * @param removed entries, sorted
     * @param runs how often the target ran in a jail
     * @param complete false if the runs were used up before everything had been tried
     */
    record Minimized(Manifest manifest, List<JailPath> removed, int runs, boolean complete) implements MinimizeOutcome {
        public Minimized {
            removed = List.copyOf(removed);
        }
    }
}
