package io.jaildeps.elf;

import io.jaildeps.path.JailPath;
import io.jaildeps.tree.Location;
import io.jaildeps.tree.Sysroot;
import java.io.IOException;

/**
 * Finds which libraries a program gets, as its own loader would below the same root; ld.so(8). The rules of glibc,
 * musl, the BSDs and Solaris are known, and the loader's name in PT_INTERP decides. Nothing is executed.
 *
 * <p>Files, directories and caches are read once per object, so one object should serve many programs of one tree that
 * does not change meanwhile. Not for several threads.
 */
public final class LibrarySearch {
    private final SearchContext context;

    public LibrarySearch(Sysroot sysroot, LoaderEnvironment environment) {
        this.context = new SearchContext(sysroot, environment);
    }

    /**
     * Every library that is loaded when this program starts, or when this library is loaded alone.
     *
     * @return {@link Closure}, also when some of its libraries are missing, or why there is none
     * @throws IOException if a file can not be read although it is there
     */
    public LoadResult closure(JailPath program) throws IOException {
        Location location = context.sysroot().locate(program);
        if (location instanceof Location.Present at) {
            return closure(at, at.realPath().bytes());
        }
        return new LoadResult.Absent(program, (Location.Absent) location);
    }

    /**
     * The same for {@code ld.so PROGRAM}, where $ORIGIN of the program is the directory of the path as it is given.
     *
     * @param program may have links
     */
    LoadResult closureByLoader(JailPath program) throws IOException {
        Location location = context.sysroot().locate(program);
        if (location instanceof Location.Present at) {
            return closure(at, program.bytes());
        }
        return new LoadResult.Absent(program, (Location.Absent) location);
    }

    private LoadResult closure(Location.Present at, String loaderName) throws IOException {
        ElfReading reading = context.files().at(at);
        if (!(reading instanceof ElfFile elf)) {
            return new LoadResult.NotLoadable(
                    at.path(), reading instanceof ElfReading.NotElf not ? not.what() : reading.toString());
        }
        if (elf.type() != ElfFile.EXEC && elf.type() != ElfFile.DYN) {
            return new LoadResult.NotLoadable(at.path(), "ELF file, but neither program nor shared library");
        }
        Loading loading = new Loading(context, program(at, loaderName, elf));
        loading.start();
        return loading.isGivenUp()
                ? new LoadResult.NotLoadable(
                        at.path(), "its libraries take more than " + Budget.STEPS + " steps to find")
                : loading.closure();
    }

    /**
     * What dlopen(3) of this name would find.
     *
     * @param loaded the process that calls it
     * @param caller a {@link Library#path()} of it: the file whose code calls
     */
    public Resolution find(Closure loaded, JailPath caller, Soname name) throws IOException {
        return restore(loaded).open(caller, name);
    }

    /** The process after a dlopen(3): what was loaded, and behind it the new library with all that it needs. */
    public Closure dlopen(Closure loaded, JailPath caller, Soname name) throws IOException {
        Loading loading = restore(loaded);
        loading.open(caller, name);
        return loading.closure();
    }

    private Loading restore(Closure closure) throws IOException {
        Library library = closure.program();
        Loading loading = new Loading(context, program(context.place(library), library.loaderName(), library.elf()));
        loading.restore(closure);
        return loading;
    }

    private static LinkMap program(Location.Present at, String loaderName, ElfFile elf) {
        return new LinkMap(new Soname(loaderName), loaderName, at, elf, null, new FoundBy.Program());
    }
}
