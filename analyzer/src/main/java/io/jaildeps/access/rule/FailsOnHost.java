package io.jaildeps.access.rule;

import io.jaildeps.access.PathUse;

/** The last rule: it explains all that never succeeded, ELOOP and EEXIST. */
final class FailsOnHost implements IgnoreRule {
    @Override
    public String name() {
        return "fails-on-host";
    }

    @Override
    public String reason() {
        return "it fails on the host in the same way, and the target works there";
    }

    @Override
    public boolean explains(PathUse use) {
        return use.done().isEmpty();
    }
}
