package io.jaildeps.access.rule;

import io.jaildeps.access.PathUse;

/** {@code /etc/ld.so.preload}, {@code /etc/ld.so.nohwcap}: ld.so(8). */
final class LoaderPreload implements IgnoreRule {
    @Override
    public String name() {
        return "loader-preload";
    }

    @Override
    public String reason() {
        return "the loader reads these files if an administrator made them";
    }

    @Override
    public boolean explains(PathUse use) {
        return use.asked().inner().bytes().matches("/etc/ld(-nix)?\\.so\\.(preload|nohwcap)");
    }
}
