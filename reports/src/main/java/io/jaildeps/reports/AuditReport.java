package io.jaildeps.reports;

import java.util.List;

/**
 * What is wrong with jails.
 *
 * @param failOn the severity from which on a finding is a reason to fail, see {@link Finding#severity()}
 * @param jails in the order in which they were asked about
 */
public record AuditReport(String failOn, List<Jail> jails) {
    /** The version of the JSON form. */
    public static final int SCHEMA = 1;

    public AuditReport {
        jails = List.copyOf(jails);
    }

    /** True if a jail has a finding that is bad enough, or could not be audited. */
    public boolean fails() {
        return jails.stream().anyMatch(Jail::fails);
    }

    /** What became of one jail. */
    public sealed interface Jail permits Audited, Unusable {
        /** The directory. */
        String jail();

        /** Whether it alone is a reason to fail. */
        boolean fails();
    }

    /**
     * A jail that was looked at.
     *
     * @param findings the worst first; of each kind at most a thousand
     * @param counts how many there are of each severity, the worst severity first, none left out
     * @param ignored what the user did not want to hear of
     */
    public record Audited(
            String jail,
            boolean fails,
            long inodes,
            long sizeBytes,
            List<Finding> findings,
            List<Count> counts,
            List<Ignored> ignored)
            implements Jail {
        public Audited {
            jail = Visible.of(jail);
            findings = List.copyOf(findings);
            counts = List.copyOf(counts);
            ignored = List.copyOf(ignored);
        }

        /** How many findings there are. */
        public long total() {
            return counts.stream().mapToLong(Count::count).sum();
        }

        /** How many of them are not in {@link #findings()}. */
        public long omitted() {
            return total() - findings.size();
        }
    }

    /** A jail that can not be read. @param reason why */
    public record Unusable(String jail, String reason) implements Jail {
        public Unusable {
            jail = Visible.of(jail);
            reason = Visible.of(reason);
        }

        @Override
        public boolean fails() {
            return true;
        }
    }

    /** Findings of one severity. */
    public record Count(String severity, long count) {}

    /** What was left out. @param wish {@code ID} or {@code ID:PATH} @param reason empty if none was given */
    public record Ignored(String wish, String reason, long count) {
        public Ignored {
            wish = Visible.of(wish);
            reason = Visible.of(reason);
        }
    }

    /**
     * A sort of finding.
     *
     * @param id {@code library-missing}
     * @param topic {@code missing}, {@code changed}, {@code dangerous}, {@code unneeded} or {@code unknown}
     * @param summary one sentence without its full stop
     */
    public record Kind(String id, String topic, String summary) {
        public Kind {
            summary = Visible.of(summary);
        }
    }

    /**
     * One thing that is wrong.
     *
     * @param severity {@code critical}, {@code high}, {@code medium}, {@code low} or {@code note}
     * @param path what it is about, seen from inside of the jail
     * @param mend the command or change that mends it; empty if there is none to name
     * @param isCommand whether {@code mend} can be pasted into a shell
     */
    public record Finding(Kind kind, String severity, String path, String reason, String mend, boolean isCommand) {
        public Finding {
            path = Visible.of(path);
            reason = Visible.of(reason);
            mend = Visible.of(mend);
        }
    }
}
