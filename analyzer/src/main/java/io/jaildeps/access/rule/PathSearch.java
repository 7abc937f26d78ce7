package io.jaildeps.access.rule;

import io.jaildeps.access.PathUse;

/** {@code execvp(3)} and shells try each directory of PATH. */
final class PathSearch implements IgnoreRule {
    @Override
    public String name() {
        return "path-search";
    }

    @Override
    public String reason() {
        return "the program is searched for along PATH and was found in another directory";
    }

    @Override
    public boolean explains(PathUse use) {
        return use.walkedPast() && use.asked().inner().parent().name().matches("s?bin|games|shims");
    }
}
