package io.jaildeps.access.rule;

import io.jaildeps.access.PathUse;

/** {@code /etc/malloc.conf}, a link whose text is read: malloc(3) of the BSDs, jemalloc(3) everywhere. */
final class MallocSettings implements IgnoreRule {
    @Override
    public String name() {
        return "malloc-settings";
    }

    @Override
    public String reason() {
        return "malloc reads its settings from the text of a link if an administrator made one";
    }

    @Override
    public boolean explains(PathUse use) {
        return use.asked().inner().bytes().equals("/etc/malloc.conf");
    }
}
