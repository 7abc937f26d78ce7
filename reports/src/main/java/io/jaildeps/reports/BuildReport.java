package io.jaildeps.reports;

import java.util.Comparator;
import java.util.List;

/**
 * What building a jail did.
 *
 * @param jail the jail's directory on the host
 * @param manifest the manifest's file
 */
public record BuildReport(String jail, String manifest, Result result) {
    /** The version of the JSON form. */
    public static final int SCHEMA = 1;

    public BuildReport {
        jail = Visible.of(jail);
        manifest = Visible.of(manifest);
    }

    /** Whether there is a jail now. */
    public sealed interface Result permits Built, Refused {}

    /**
     * The jail stands.
     *
     * @param made every inode that was made, sorted by path
     * @param kept how many inodes were kept that programs wrote in the jail before
     * @param warnings what is not as the manifest says, sorted by path
     */
    public record Built(List<Made> made, int kept, List<Warning> warnings) implements Result {
        public Built {
            made = made.stream().sorted(Comparator.comparing(Made::path)).toList();
            warnings = warnings.stream()
                    .sorted(Comparator.comparing(Warning::path).thenComparing(Warning::text))
                    .toList();
        }

        public long count(EntryKind kind) {
            return made.stream().filter(inode -> inode.kind() == kind).count();
        }

        /** The bytes of all files together. */
        public long sizeBytes() {
            return made.stream()
                    .filter(inode -> inode.kind() == EntryKind.FILE)
                    .mapToLong(Made::sizeBytes)
                    .sum();
        }
    }

    /** Nothing was written. @param cause a word: {@code host} @param problems why, a sentence each */
    public record Refused(String cause, List<String> problems) implements Result {
        public Refused {
            cause = Visible.of(cause);
            problems = Visible.all(problems);
        }
    }

    /**
     * One inode as it is now.
     *
     * @param path as the confined program sees it
     * @param permissions {@code 0755 0:0}: mode, user and group number; empty for a symbolic link
     */
    public record Made(EntryKind kind, String path, String permissions, long sizeBytes) {
        public Made {
            path = Visible.of(path);
            permissions = Visible.of(permissions);
        }
    }

    /** Something that is not as the manifest says. */
    public record Warning(String path, String text) {
        public Warning {
            path = Visible.of(path);
            text = Visible.of(text);
        }
    }
}
