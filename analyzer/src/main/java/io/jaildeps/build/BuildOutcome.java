package io.jaildeps.build;

import io.jaildeps.manifest.Manifest;
import io.jaildeps.path.HostPath;
import io.jaildeps.verdict.PassResult;
import io.jaildeps.verdict.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * How the loop ended.
 *
 * @param manifest the last one; empty if the target fails on the host itself
 * @param verdict clean too if no verification was asked for
 * @param passes in their order, the host's first
 * @param lastPass the last run
 * @param jail the jail that was proved; it goes with the run's other files
 */
public record BuildOutcome(
        Optional<Manifest> manifest,
        Verdict verdict,
        List<PassNote> passes,
        PassResult lastPass,
        Optional<HostPath> jail) {
    /** One line about a pass. @param place {@code host} or {@code jail} */
    public record PassNote(String place, String ending, List<String> found) {
        public PassNote {
            found = List.copyOf(found);
        }
    }

    public BuildOutcome {
        passes = List.copyOf(passes);
    }
}
