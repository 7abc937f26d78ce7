package io.jaildeps.elf;

import io.jaildeps.path.JailPath;
import java.util.List;
import java.util.Optional;

/**
 * A program with all that the loader brings into memory before it starts, or after a dlopen(3).
 *
 * @param program the program itself, or the library that was asked about
 * @param interpreter the loader, present if the program names one that is there
 * @param libraries in the order in which they are loaded, without program and interpreter; each path once
 * @param needs every wish of every file, in the loader's order; the program's interpreter first
 */
public record Closure(Library program, Optional<Library> interpreter, List<Library> libraries, List<Need> needs)
        implements LoadResult {
    public Closure {
        libraries = List.copyOf(libraries);
        needs = List.copyOf(needs);
    }

    /** The needs that nothing fulfils; with one of them the program does not start. */
    public List<Need> missing() {
        return needs.stream().filter(Need::isMissing).toList();
    }

    /** The library, program or interpreter with this {@link Library#path()}. */
    public Optional<Library> library(JailPath path) {
        if (program.path().equals(path)) {
            return Optional.of(program);
        }
        if (interpreter.isPresent() && interpreter.get().path().equals(path)) {
            return interpreter;
        }
        return libraries.stream().filter(library -> library.path().equals(path)).findFirst();
    }
}
