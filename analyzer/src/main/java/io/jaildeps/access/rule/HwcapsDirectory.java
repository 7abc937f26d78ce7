package io.jaildeps.access.rule;

import io.jaildeps.access.PathUse;
import java.util.regex.Pattern;

/** {@code /lib/i686/sse2/libc.so.6}, {@code /lib/glibc-hwcaps/x86-64-v3/libz.so.1}: glibc elf/dl-hwcaps.c. */
final class HwcapsDirectory implements IgnoreRule {
    private static final Pattern DIRECTORY =
            Pattern.compile("/(glibc-hwcaps|tls|haswell|xeon_phi|avx512_1|i[3-6]86|sse2?|mmx|cmov|nosegneg"
                    + "|(?<=/(lib|lib64|tls|haswell|x86_64|[a-z0-9_]{3,12}-linux-gnu[a-z0-9]{0,6})/)(x86_64|power[0-9]+|z1[0-9]|v[678]l|neon|vfp))"
                    + "(/.*)?$");

    @Override
    public String name() {
        return "hwcaps";
    }

    @Override
    public String reason() {
        return "the loader looks for a library made for this processor, then takes the plain one";
    }

    @Override
    public boolean explains(PathUse use) {
        return DIRECTORY.matcher(use.asked().lexical().bytes()).find();
    }
}
