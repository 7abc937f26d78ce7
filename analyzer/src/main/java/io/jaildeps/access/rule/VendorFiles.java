package io.jaildeps.access.rule;

import io.jaildeps.access.PathUse;

/** {@code /AppleInternal/XBS/.isChrooted}. */
final class VendorFiles implements IgnoreRule {
    @Override
    public String name() {
        return "vendor-files";
    }

    @Override
    public String reason() {
        return "only machines of the vendor itself have these files";
    }

    @Override
    public boolean explains(PathUse use) {
        return use.asked().inner().bytes().matches("/AppleInternal(/.*)?");
    }
}
