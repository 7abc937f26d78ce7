package io.jaildeps.elf;

import io.jaildeps.path.JailPath;
import java.util.List;
import java.util.Optional;

/**
 * One file in the memory of a program that the loader has set up.
 *
 * @param name what it was first asked for by, tokens such as $ORIGIN replaced
 * @param path as found, links kept
 * @param realPath the same without links
 * @param links every symbolic link of the way from {@code path} to {@code realPath}
 * @param loaderName how the loader spells it, not normal: {@code /opt/x/bin/../lib/liby.so}; one char per byte
 * @param loadedBy the path of the library that first asked for it; empty for the program
 */
public record Library(
        Soname name,
        JailPath path,
        JailPath realPath,
        List<JailPath> links,
        String loaderName,
        Optional<JailPath> loadedBy,
        FoundBy foundBy,
        ElfFile elf) {
    public Library {
        links = List.copyOf(links);
    }
}
