package io.jaildeps.access.rule;

import io.jaildeps.access.PathUse;

/** The general rule for ENOENT and ENOTDIR. */
final class AbsentOnHost implements IgnoreRule {
    @Override
    public String name() {
        return "absent-on-host";
    }

    @Override
    public String reason() {
        return "it is not on the host either, and the target works there";
    }

    @Override
    public boolean explains(PathUse use) {
        return use.absent().isPresent();
    }
}
