package io.jaildeps.access.rule;

import io.jaildeps.access.PathUse;
import java.util.Set;

/** A call that went on when the trace ended, or when its thread was ended. */
final class EndNotRecorded implements IgnoreRule {
    @Override
    public String name() {
        return "end-not-recorded";
    }

    @Override
    public String reason() {
        return "the trace does not tell whether the call succeeded";
    }

    // openat(AT_FDCWD, "/etc/x", O_RDONLY <unfinished ...>      of which no more is told
    @Override
    public boolean explains(PathUse use) {
        return use.failed().keySet().equals(Set.of("?"));
    }
}
