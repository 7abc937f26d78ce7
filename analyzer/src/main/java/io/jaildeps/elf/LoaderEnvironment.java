package io.jaildeps.elf;

import io.jaildeps.path.JailPath;
import java.util.List;

/**
 * What besides files decides which libraries the loader takes; ld.so(8), "ENVIRONMENT".
 *
 * @param libraryPath LD_LIBRARY_PATH, one char per byte; empty if it is not set
 * @param preload LD_PRELOAD, split
 * @param secure the program gains privileges when it starts (AT_SECURE): the variables are ignored then
 * @param workingDirectory what relative entries of a search path are below
 * @param hwcaps what the CPU that the program will run on can do
 * @param platform what $PLATFORM stands for; empty for the usual name of the program's ABI
 */
public record LoaderEnvironment(
        String libraryPath,
        List<Soname> preload,
        boolean secure,
        JailPath workingDirectory,
        Hwcaps hwcaps,
        String platform) {
    /** No variables set, an unknown CPU, started in the root. */
    public static final LoaderEnvironment CLEAN =
            new LoaderEnvironment("", List.of(), false, JailPath.ROOT, Hwcaps.NONE, "");

    public LoaderEnvironment {
        preload = List.copyOf(preload);
    }

    public LoaderEnvironment withLibraryPath(String bytes) {
        return new LoaderEnvironment(bytes, preload, secure, workingDirectory, hwcaps, platform);
    }

    /** @param bytes LD_PRELOAD as it stands in the environment, separated by spaces or colons */
    public LoaderEnvironment withPreload(String bytes) {
        return new LoaderEnvironment(libraryPath, split(bytes), secure, workingDirectory, hwcaps, platform);
    }

    public LoaderEnvironment withSecure(boolean gainsPrivileges) {
        return new LoaderEnvironment(libraryPath, preload, gainsPrivileges, workingDirectory, hwcaps, platform);
    }

    public LoaderEnvironment withWorkingDirectory(JailPath directory) {
        return new LoaderEnvironment(libraryPath, preload, secure, directory, hwcaps, platform);
    }

    public LoaderEnvironment withHwcaps(Hwcaps ofTheCpu) {
        return new LoaderEnvironment(libraryPath, preload, secure, workingDirectory, ofTheCpu, platform);
    }

    static List<Soname> split(String list) {
        return List.of(list.split("[ :\t\n]+")).stream()
                .filter(name -> !name.isEmpty())
                .map(Soname::new)
                .toList();
    }
}
