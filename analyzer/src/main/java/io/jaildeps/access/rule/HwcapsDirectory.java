package io.jaildeps.access.rule;

import io.jaildeps.access.PathUse;
import java.util.regex.Pattern;

/** {@code /lib/i686/sse2/libc.so.6}, {@code /lib/glibc-hwcaps/x86-64-v3/libz.so.1}: glibc elf/dl-hwcaps.c. */
final class HwcapsDirectory implements IgnoreRule {
    private static final String HWCAP =
            "(?:glibc-hwcaps|x86-64-v[234]|tls|haswell|xeon_phi|avx512_1|x86_64|i[3-6]86|sse2?|mmx|cmov"
                    + "|nosegneg|aarch64|atomics|power[0-9]+|z1[0-9]|v[678]l|neon|vfp)";
    private static final String LIBRARY_DIRECTORY = "(?:lib(?:x?32|64)?|[a-z0-9_]+-linux-[a-z0-9]+)";

    /** The library itself, in whatever directory; and the subdirectories of those that hold libraries. */
    private static final Pattern PROBE =
            Pattern.compile("/" + HWCAP + "/[^/]+\\.so(\\.[0-9]+)*$|/(glibc-hwcaps|haswell|xeon_phi)(/" + HWCAP
                    + ")*$|/" + LIBRARY_DIRECTORY + "(/" + HWCAP + ")+$");

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
        return PROBE.matcher(use.asked().inner().bytes()).find();
    }
}
