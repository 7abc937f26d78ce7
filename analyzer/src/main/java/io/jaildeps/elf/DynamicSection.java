package io.jaildeps.elf;

import java.util.List;
import java.util.Optional;

/**
 * What PT_DYNAMIC says to the loader; System V gABI, "Dynamic Section". Strings are bytes, one per char.
 *
 * @param needed DT_NEEDED in file order
 * @param soname DT_SONAME
 * @param rpath DT_RPATH, unexpanded; the loader ignores it when there is a runpath
 * @param runpath DT_RUNPATH, unexpanded
 * @param filters DT_FILTER: libraries that are loaded along with this one
 * @param auxiliaries DT_AUXILIARY: the same, and nothing is said when they are missing
 * @param noDefaultLibraries DF_1_NODEFLIB: neither the default directories nor what the cache has in them is for it
 * @param pie DF_1_PIE: a program, although its type is ET_DYN
 */
public record DynamicSection(
        List<Soname> needed,
        Optional<Soname> soname,
        Optional<String> rpath,
        Optional<String> runpath,
        List<Soname> filters,
        List<Soname> auxiliaries,
        boolean noDefaultLibraries,
        boolean pie) {
    public DynamicSection {
        needed = List.copyOf(needed);
        filters = List.copyOf(filters);
        auxiliaries = List.copyOf(auxiliaries);
    }
}
