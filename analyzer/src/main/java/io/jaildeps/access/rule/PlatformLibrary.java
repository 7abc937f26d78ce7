package io.jaildeps.access.rule;

import io.jaildeps.access.PathUse;

/** {@code /usr/lib/libc/libc_hwcap1.so.1}, {@code /platform/i86pc/lib/libc_psr.so.1}, {@code $HWCAP}: ld.so.1(1) of Solaris. */
final class PlatformLibrary implements IgnoreRule {
    @Override
    public String name() {
        return "platform-library";
    }

    @Override
    public String reason() {
        return "the loader looks for a library made for this machine, then takes the plain one";
    }

    @Override
    public boolean explains(PathUse use) {
        return use.asked()
                .inner()
                .bytes()
                .matches(
                        ".*/lib[^/]*_(hwcap[0-9]*|psr)\\.so\\.[0-9]+|(/usr)?/platform/[^/]+/lib/.*|.*/\\$(HWCAP|PLATFORM|ISALIST)(/.*)?");
    }
}
