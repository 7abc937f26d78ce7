package io.jaildeps.jail;

import io.jaildeps.path.JailPath;
import io.jaildeps.tree.Inode;
import java.util.Comparator;
import java.util.List;

/** What {@link JailBuilder} did. */
public sealed interface BuildResult {
    /**
     * The jail stands.
     *
     * @param made every inode that the manifest asks for, its directories too, sorted by path
     * @param stateCount what programs wrote in the jail before and stays, a directory with all in it counts once
     * @param warnings what is not as the manifest says, sorted by path
     */
    record Built(List<Made> made, int stateCount, List<Warning> warnings) implements BuildResult {
        public Built {
            made = made.stream().sorted(Comparator.comparing(Made::path)).toList();
            warnings = warnings.stream()
                    .sorted(Comparator.comparing(Warning::path).thenComparing(Warning::text))
                    .toList();
        }

        public long count(Inode.Kind kind) {
            return made.stream().filter(one -> one.kind() == kind).count();
        }

        /** The bytes of all files. */
        public long sizeBytes() {
            return made.stream()
                    .filter(one -> one.kind() == Inode.Kind.FILE)
                    .mapToLong(Made::sizeBytes)
                    .sum();
        }
    }

    /** Nothing was written. @param problems sentences for people, each names its path */
    record Refused(Cause cause, List<String> problems) implements BuildResult {
        public Refused {
            problems = List.copyOf(problems);
        }
    }

    /** Why nothing was written. */
    enum Cause {
        /** The manifest would write outside of the jail or contradicts itself. */
        MANIFEST,
        /** The place for the jail is not ours, holds mounts, or has state where the manifest wants a file. */
        DESTINATION,
        /** This host has not what the manifest names. */
        HOST,
        /** Another build works on the same jail. */
        BUSY
    }

    /** Something that is not as the manifest says. @param path what it is about; the root for the whole jail */
    record Warning(JailPath path, String text) {}
}
