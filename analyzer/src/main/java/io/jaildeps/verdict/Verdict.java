package io.jaildeps.verdict;

import io.jaildeps.access.FileAccess;
import java.util.List;

/** What a jailed run says about its jail. */
public sealed interface Verdict {
    /** The target did in the jail what it did on the host. @param output what it said otherwise all the same */
    record Clean(OutputDifference output) implements Verdict {}

    /**
     * It did not.
     *
     * @param reason how the runs differ, in words
     * @param events failed accesses, the likeliest cause first
     */
    record Missing(String reason, List<FileAccess> events) implements Verdict {
        public Missing {
            events = List.copyOf(events);
        }
    }

    /**
     * It does not work on the host either, so no jail can be judged.
     *
     * @param reason what failed, in words
     */
    record FailsOnHost(String reason, List<FileAccess> events) implements Verdict {
        public FailsOnHost {
            events = List.copyOf(events);
        }
    }
}
