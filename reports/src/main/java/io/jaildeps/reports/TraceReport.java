package io.jaildeps.reports;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How a run of {@code jaildeps trace} went. Holds no time, so that two equal runs give equal bytes.
 *
 * @param command the target and its arguments
 * @param written the manifest; empty if none was written
 * @param passes in the order in which they ran
 */
public record TraceReport(
        List<String> command,
        Optional<Written> written,
        TraceVerdict verdict,
        List<Pass> passes,
        NotUnderstood notUnderstood) {
    /** The version of the JSON form. */
    public static final int SCHEMA = 1;

    public TraceReport {
        command = Visible.all(command);
        passes = List.copyOf(passes);
    }

    /** The manifest that was written. @param file its name */
    public record Written(String file, ManifestReport manifest) {
        public Written {
            file = Visible.of(file);
        }
    }

    /** Where a pass ran the target. */
    public enum Place {
        HOST("host"),
        JAIL("jail");

        private final String word;

        Place(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /**
     * One run of the target.
     *
     * @param ending how the target ended or was ended: {@code exit status 0}
     * @param found what this pass saw and no pass before it
     */
    public record Pass(Place place, String ending, List<Finding> found) {
        public Pass {
            ending = Visible.of(ending);
            found = found.stream().sorted(Comparator.comparing(Finding::path)).toList();
        }
    }

    /** A path that a pass found, and why it is needed. */
    public record Finding(String path, String reason) {
        public Finding {
            path = Visible.of(path);
            reason = Visible.of(reason);
        }
    }

    /** Lines of the trace that no parser knew. @param examples some of them */
    public record NotUnderstood(int count, List<String> examples) {
        public static final NotUnderstood NOTHING = new NotUnderstood(0, List.of());

        public NotUnderstood {
            examples = Visible.all(examples);
        }
    }
}
