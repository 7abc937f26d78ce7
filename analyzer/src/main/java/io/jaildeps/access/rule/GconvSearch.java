package io.jaildeps.access.rule;

import io.jaildeps.access.PathUse;

/** iconv(3): {@code gconv-modules.cache} and the modules it names. */
final class GconvSearch implements IgnoreRule {
    @Override
    public String name() {
        return "gconv";
    }

    @Override
    public String reason() {
        return "character set converters are tried; those that the C library has built in need no file";
    }

    @Override
    public boolean explains(PathUse use) {
        return use.asked().inner().bytes().matches(".*/gconv/(gconv-modules[^/]*(/.*)?|[^/]+\\.so)");
    }
}
