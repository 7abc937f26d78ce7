package io.jaildeps.reports;

import java.util.Comparator;
import java.util.List;

/**
 * How a run of {@code jaildeps trace} went. Holds no time, so that two equal runs give equal bytes.
 *
 * @param command the target and its arguments
 * @param manifest the file that the manifest was written to; empty if none was
 * @param passes in the order in which they ran
 */
public record TraceReport(
        List<String> command, String manifest, TraceVerdict verdict, List<Pass> passes, NotUnderstood notUnderstood) {
    /** The version of the JSON form. */
    public static final int SCHEMA = 1;

    public TraceReport {
        command = Visible.all(command);
        manifest = Visible.of(manifest);
        passes = List.copyOf(passes);
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
