package io.jaildeps.elf;

import java.util.List;
import java.util.Optional;

/**
 * The constants that a glibc for one ABI is built with: elf/dl-cache.h {@code _DL_CACHE_DEFAULT_ID}, ld.so(8) and the
 * names of Debian's multiarch directories.
 *
 * @param cacheFlags what the loader accepts as {@code flags} of a cache entry
 * @param interpreter the usual PT_INTERP
 * @param multiarch the directory below /lib and /usr/lib where Debian has the ABI's libraries
 * @param lib upstream's {@code slibdir} without its leading slash, which is what $LIB stands for
 * @param hwcaps subdirectories of {@code glibc-hwcaps} that the loader knows, best first
 * @param aux what $PLATFORM is, AT_PLATFORM of getauxval(3); empty where it depends on the CPU
 */
record Platform(
        Abi abi, int cacheFlags, String interpreter, String multiarch, String lib, List<String> hwcaps, String aux) {

    private static final List<Platform> ALL = List.of(
            new Platform(
                    new Abi(true, false, Abi.EM_X86_64, 0),
                    0x0303,
                    "/lib64/ld-linux-x86-64.so.2",
                    "x86_64-linux-gnu",
                    "lib64",
                    List.of("x86-64-v4", "x86-64-v3", "x86-64-v2"),
                    "x86_64"),
            plain(
                    new Abi(false, false, Abi.EM_X86_64, 0),
                    0x0803,
                    "/libx32/ld-linux-x32.so.2",
                    "x86_64-linux-gnux32",
                    "libx32",
                    "x86_64"),
            plain(new Abi(false, false, Abi.EM_386, 0), 0x0003, "/lib/ld-linux.so.2", "i386-linux-gnu", "lib", "i686"),
            plain(
                    new Abi(true, false, Abi.EM_AARCH64, 0),
                    0x0a03,
                    "/lib/ld-linux-aarch64.so.1",
                    "aarch64-linux-gnu",
                    "lib64",
                    "aarch64"),
            plain(
                    new Abi(false, false, Abi.EM_ARM, 0x400),
                    0x0903,
                    "/lib/ld-linux-armhf.so.3",
                    "arm-linux-gnueabihf",
                    "lib",
                    ""),
            plain(
                    new Abi(false, false, Abi.EM_ARM, 0x200),
                    0x0b03,
                    "/lib/ld-linux.so.3",
                    "arm-linux-gnueabi",
                    "lib",
                    ""),
            plain(
                    new Abi(true, false, Abi.EM_RISCV, 0x4),
                    0x1003,
                    "/lib/ld-linux-riscv64-lp64d.so.1",
                    "riscv64-linux-gnu",
                    "lib64/lp64d",
                    ""),
            new Platform(
                    new Abi(true, false, Abi.EM_PPC64, 2),
                    0x0503,
                    "/lib64/ld64.so.2",
                    "powerpc64le-linux-gnu",
                    "lib64",
                    List.of("power10", "power9"),
                    ""),
            new Platform(
                    new Abi(true, true, Abi.EM_S390, 0),
                    0x0403,
                    "/lib/ld64.so.1",
                    "s390x-linux-gnu",
                    "lib64",
                    List.of("z16", "z15", "z14", "z13"),
                    ""));

    Platform {
        hwcaps = List.copyOf(hwcaps);
    }

    private static Platform plain(Abi abi, int flags, String interpreter, String multiarch, String lib, String aux) {
        return new Platform(abi, flags, interpreter, multiarch, lib, List.of(), aux);
    }

    /** Empty for an ABI that is not in this table: then nothing but what its own files say is known of it. */
    static Optional<Platform> of(Abi abi) {
        return ALL.stream().filter(platform -> platform.abi.matches(abi)).findFirst();
    }

    /** A loader for 32-bit x86 also takes what an old ldconfig marks as plain ELF. */
    boolean takesUnmarked() {
        return abi.machine() == Abi.EM_386;
    }
}
