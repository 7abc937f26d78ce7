package io.jaildeps.access.rule;

import io.jaildeps.access.PathUse;

/** EACCES and EPERM on the host. */
final class NotPermitted implements IgnoreRule {
    @Override
    public String name() {
        return "not-permitted";
    }

    @Override
    public String reason() {
        return "the host does not permit it either";
    }

    @Override
    public boolean explains(PathUse use) {
        return use.failed().containsKey("EACCES") || use.failed().containsKey("EPERM");
    }
}
