package io.jaildeps.access.rule;

import io.jaildeps.access.PathUse;

/** One of several directories in which ld.so(8), dld.sl(5) or dyld(1) looked for a library. */
final class LibrarySearch implements IgnoreRule {
    @Override
    public String name() {
        return "library-search";
    }

    @Override
    public String reason() {
        return "the loader searches directories in turn and found the library in another";
    }

    @Override
    public boolean explains(PathUse use) {
        return use.walkedPast() && use.asked().name().matches("(lib|ld-).*\\.(so(\\.[0-9]+)*|sl|dylib)");
    }
}
