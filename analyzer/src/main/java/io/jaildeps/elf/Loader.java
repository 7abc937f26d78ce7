package io.jaildeps.elf;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The dynamic loader that a program gets, and what was compiled into it.
 *
 * @param flavour whose search rules it follows
 * @param name PT_INTERP, or the usual name for the ABI if the file has none
 * @param platform the ABI's constants, if it is a known one
 * @param systemDirectories searched last; absolute, each with a slash at its end, in search order
 * @param cacheFile where it reads its cache
 */
record Loader(
        Flavour flavour, String name, Optional<Platform> platform, List<String> systemDirectories, String cacheFile) {

    /** Whose search rules hold. A loader of another name is taken for one of the System V kind, as glibc's is. */
    enum Flavour {
        GLIBC,
        MUSL;

        static Flavour of(String interpreter) {
            return interpreter.substring(interpreter.lastIndexOf('/') + 1).startsWith("ld-musl-") ? MUSL : GLIBC;
        }
    }

    Loader {
        systemDirectories = List.copyOf(systemDirectories);
    }

    static Loader of(ElfFile program, Sysroot sysroot) throws IOException {
        Optional<Platform> platform = Platform.of(program.abi());
        String name =
                program.interpreter().orElse(platform.map(Platform::interpreter).orElse(""));
        Flavour flavour = Flavour.of(name);
        if (flavour == Flavour.MUSL) {
            return new Loader(flavour, name, platform, MuslPath.of(name, sysroot), "");
        }
        LoaderStrings strings = LoaderStrings.of(name, sysroot);
        List<String> directories =
                strings.directories().isEmpty() ? usualDirectories(platform, sysroot) : strings.directories();
        return new Loader(
                flavour, name, platform, directories, strings.cacheFile().orElse("/etc/ld.so.cache"));
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
