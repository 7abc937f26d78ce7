package io.jaildeps.access.rule;

import io.jaildeps.access.PathUse;

/** {@code /emul/linux/etc/ld.so.preload} of NetBSD, {@code /compat/linux/lib/libc.so.6} of FreeBSD: compat_linux(8), linux(4). */
final class EmulationRoot implements IgnoreRule {
    @Override
    public String name() {
        return "emulation";
    }

    @Override
    public String reason() {
        return "the kernel looks in the directory of an emulation first, then takes the plain path";
    }

    @Override
    public boolean explains(PathUse use) {
        return use.asked().inner().bytes().matches("/(usr/)?(emul|compat)/[^/]+(/.*)?");
    }
}
