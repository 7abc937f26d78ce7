package io.jaildeps.access.rule;

import io.jaildeps.access.PathUse;

/** {@code /etc/ld.so.cache}: a jail has one only where a library would not be found without, ld.so(8). */
final class LoaderCache implements IgnoreRule {
    @Override
    public String name() {
        return "loader-cache";
    }

    @Override
    public String reason() {
        return "the loader finds all libraries of the jail without its cache";
    }

    @Override
    public boolean explains(PathUse use) {
        return use.asked().inner().bytes().equals("/etc/ld.so.cache");
    }
}
