package io.jaildeps.elf;

import io.jaildeps.path.JailPath;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One loaded file while a closure is made; the loader's own {@code struct link_map}, {@code <link.h>}. */
final class LinkMap {
    private final Soname name;
    private final String loaderName;
    private final Location.Present at;
    private final ElfFile elf;
    private final @Nullable LinkMap loader;
    private final FoundBy foundBy;

    LinkMap(
            Soname name,
            String loaderName,
            Location.Present at,
            ElfFile elf,
            @Nullable LinkMap loader,
            FoundBy foundBy) {
        this.name = name;
        this.loaderName = loaderName;
        this.at = at;
        this.elf = elf;
        this.loader = loader;
        this.foundBy = foundBy;
    }

    Soname name() {
        return name;
    }

    String loaderName() {
        return loaderName;
    }

    Location.Present at() {
        return at;
    }

    JailPath path() {
        return at.path();
    }

    ElfFile elf() {
        return elf;
    }

    /** Whose need loaded this one first; null for the program. */
    @Nullable
    LinkMap loader() {
        return loader;
    }

    /** DT_RPATH, which counts only where there is no DT_RUNPATH; elf/get-dynamic-info.h. */
    Optional<String> rpath() {
        return runpath().isPresent() ? Optional.empty() : elf.dynamic().flatMap(DynamicSection::rpath);
    }

    Optional<String> runpath() {
        return elf.dynamic().flatMap(DynamicSection::runpath);
    }

    boolean noDefaultLibraries() {
        return elf.dynamic().map(DynamicSection::noDefaultLibraries).orElse(false);
    }

    /**
     * What $ORIGIN is: the directory part of the name it was opened by, links and {@code ..} kept (elf/dl-object.c). The
     * program is the exception: its name is that of /proc/self/exe, which the kernel has resolved.
     */
    String origin(JailPath workingDirectory) {
        String absolute = loaderName.startsWith("/") ? loaderName : workingDirectory.bytes() + "/" + loaderName;
        int slash = absolute.lastIndexOf('/');
        return slash == 0 ? "/" : absolute.substring(0, slash);
    }

    Library library() {
        return new Library(
                name,
                at.path(),
                at.realPath(),
                at.links(),
                loaderName,
                Optional.ofNullable(loader).map(LinkMap::path),
                foundBy,
                elf);
    }
}
