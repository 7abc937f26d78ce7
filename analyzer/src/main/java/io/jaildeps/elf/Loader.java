package io.jaildeps.elf;

import io.jaildeps.path.JailPath;
import io.jaildeps.tree.Location;
import io.jaildeps.tree.Sysroot;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The dynamic loader that a program gets, and what was compiled into it.
 *
 * @param flavour whose search rules it follows
 * @param name PT_INTERP, or the usual name for the ABI if the file has none
 * @param platform the ABI's constants, if it is a known one
 * @param systemDirectories searched last; absolute, each with a slash at its end, in search order
 * @param cacheFile where it reads its cache; empty if it has none
 * @param hints of a loader that reads directories from a file before it searches those compiled into it
 */
record Loader(
        Flavour flavour,
        String name,
        Optional<Platform> platform,
        List<String> systemDirectories,
        String cacheFile,
        Optional<LoaderHints> hints) {

    /** Whose search rules hold. A loader of another name is taken for one of the System V kind, as glibc's is. */
    enum Flavour {
        GLIBC(3),
        MUSL(3),
        /** And DragonFly. */
        FREEBSD(9),
        NETBSD(2),
        OPENBSD(12),
        /** And Solaris. */
        ILLUMOS(6);

        // /libexec/ld-elf32.so.1, /usr/libexec/ld.elf_so, /usr/libexec/ld.so, /usr/lib/ld.so.1, /lib/64/ld.so.1
        private static final Map<Pattern, Flavour> NAMES = Map.of(
                Pattern.compile(".*/ld-musl-[^/]*"), MUSL,
                Pattern.compile(".*/ld-elf(32)?\\.so\\.[12]"), FREEBSD,
                Pattern.compile(".*/ld\\.elf_so(-[^/]*)?"), NETBSD,
                Pattern.compile("/usr/libexec/ld\\.so"), OPENBSD,
                Pattern.compile("(/usr)?/lib/((64|32|amd64|sparcv9)/)?ld\\.so\\.1"), ILLUMOS);
        private static final Set<String> OF_ILLUMOS_AND_LINUX = Set.of("/usr/lib/ld.so.1", "/lib/ld.so.1");

        private final int osAbi;

        Flavour(int osAbi) {
            this.osAbi = osAbi;
        }

        /** @param file whose interpreter it is; MIPS Linux has a loader of the name of Solaris' */
        static Flavour of(String interpreter, Abi file) {
            if (file.machine() == EM_MIPS && OF_ILLUMOS_AND_LINUX.contains(interpreter)) {
                return GLIBC;
            }
            return NAMES.entrySet().stream()
                    .filter(name -> name.getKey().matcher(interpreter).matches())
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(GLIBC);
        }

        /** True if the loader takes files of this EI_OSABI: those of System V, and its own. */
        boolean takes(int fileOsAbi) {
            return fileOsAbi == OSABI_SYSV || fileOsAbi == osAbi;
        }

        /** True for loaders that {@link UnixRules} is about. */
        boolean isOther() {
            return this != GLIBC && this != MUSL;
        }
    }

    private static final int OSABI_SYSV = 0;
    private static final int EM_MIPS = 8;

    Loader {
        systemDirectories = List.copyOf(systemDirectories);
    }

    static Loader of(ElfFile program, Sysroot sysroot) throws IOException {
        Optional<Platform> platform = Platform.of(program.abi());
        String name =
                program.interpreter().orElse(platform.map(Platform::interpreter).orElse(""));
        Flavour flavour = Flavour.of(name, program.abi());
        if (program.interpreter().isEmpty() && program.osAbi() != OSABI_SYSV) {
            flavour = ofLibrary(program.osAbi()).orElse(flavour);
        }
        if (flavour == Flavour.MUSL) {
            return new Loader(flavour, name, platform, MuslPath.of(name, sysroot), "", Optional.empty());
        } else if (flavour.isOther()) {
            return other(flavour, name, program.abi(), sysroot);
        }
        LoaderStrings strings = LoaderStrings.of(name, sysroot);
        List<String> directories =
                strings.directories().isEmpty() ? usualDirectories(platform, sysroot) : strings.directories();
        return new Loader(
                flavour, name, platform, directories, strings.cacheFile().orElse("/etc/ld.so.cache"), Optional.empty());
    }

    /** A library names no loader, but perhaps the system that it is for. */
    private static Optional<Flavour> ofLibrary(int osAbi) {
        return Arrays.stream(Flavour.values())
                .filter(flavour -> flavour.isOther() && flavour.osAbi == osAbi)
                .findFirst();
    }

    private static Loader other(Flavour flavour, String name, Abi abi, Sysroot sysroot) throws IOException {
        // a 64-bit FreeBSD runs a 32-bit program by another loader than it asks for: imgact_elf.c
        boolean compat = flavour == Flavour.FREEBSD
                && !abi.is64()
                && sysroot.locate("/libexec/ld-elf32.so.1") instanceof Location.Present;
        List<String> directories = compat
                ? List.of("/lib32/", "/usr/lib32/")
                : switch (flavour) {
                    case ILLUMOS -> abi.is64() ? List.of("/lib/64/", "/usr/lib/64/") : List.of("/lib/", "/usr/lib/");
                    case FREEBSD -> List.of("/lib/", "/usr/lib/");
                    case NETBSD -> List.of("/usr/lib/", "/lib/");
                    default -> List.of("/usr/lib/");
                };
        Optional<LoaderHints> hints = flavour == Flavour.FREEBSD
                ? Optional.of(LoaderHints.of(
                        JailPath.of(compat ? "/var/run/ld-elf32.so.hints" : "/var/run/ld-elf.so.hints"), sysroot))
                : Optional.empty();
        String loader = compat ? "/libexec/ld-elf32.so.1" : name;
        return new Loader(flavour, loader, Platform.of(abi), directories, "", hints);
    }

    private static List<String> usualDirectories(Optional<Platform> platform, Sysroot sysroot) throws IOException {
        if (platform.isEmpty()) {
            return List.of("/lib/", "/usr/lib/");
        }
        String multiarch = platform.get().multiarch();
        if (sysroot.locate("/usr/lib/" + multiarch) instanceof Location.Present) {
            return List.of("/lib/" + multiarch + "/", "/usr/lib/" + multiarch + "/", "/lib/", "/usr/lib/");
        }
        String lib = platform.get().lib();
        return List.of("/" + lib + "/", "/usr/" + lib + "/");
    }

    /** What $LIB stands for: the first system directory without the slashes around it, as {@code DL_DST_LIB} is. */
    String lib() {
        String first = systemDirectories.isEmpty() ? "/lib/" : systemDirectories.get(0);
        String relative = first.startsWith("/usr/") ? first.substring(5) : first.substring(1);
        return relative.isEmpty() ? "" : relative.substring(0, relative.length() - 1);
    }
}
