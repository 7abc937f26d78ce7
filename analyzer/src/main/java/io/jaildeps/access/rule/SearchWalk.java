package io.jaildeps.access.rule;

import io.jaildeps.access.PathUse;

/** The general rule: one thread fails for one base name in several directories, then hits. */
final class SearchWalk implements IgnoreRule {
    @Override
    public String name() {
        return "search-walk";
    }

    @Override
    public String reason() {
        return "the same name was searched for in several directories and found in another";
    }

    @Override
    public boolean explains(PathUse use) {
        return use.walkedPast();
    }
}
