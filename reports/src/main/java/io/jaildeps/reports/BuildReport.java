package io.jaildeps.reports;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * What building a jail did.
 *
 * @param jail the jail's directory on the host
 * @param manifest the manifest's file
 * @param unchanged how many entries were right already
 * @param sizeBytes the bytes of all the jail's files together, if known
 * @param changes what was done, sorted by path
 * @param problems what could not be done, sorted by path
 */
public record BuildReport(
        String jail,
        String manifest,
        int unchanged,
        OptionalLong sizeBytes,
        List<Change> changes,
        List<Problem> problems) {
    /** The version of the JSON form. */
    public static final int SCHEMA = 1;

    public BuildReport {
        jail = Visible.of(jail);
        manifest = Visible.of(manifest);
        changes = changes.stream().sorted(Comparator.comparing(Change::path)).toList();
        problems = problems.stream().sorted(Comparator.comparing(Problem::path)).toList();
    }

    public List<Change> changes(Action action) {
        return changes.stream().filter(change -> change.action() == action).toList();
    }

    /** What happened to an entry. */
    public enum Action {
        MADE,
        REFRESHED,
        REMOVED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** One entry that is different now. @param path as the confined program sees it */
    public record Change(Action action, EntryKind kind, String path) {
        public Change {
            path = Visible.of(path);
        }
    }

    /** One entry that is not as the manifest says. @param reason why: {@code mknod: Operation not permitted} */
    public record Problem(String path, String reason) {
        public Problem {
            path = Visible.of(path);
            reason = Visible.of(reason);
        }
    }
}
