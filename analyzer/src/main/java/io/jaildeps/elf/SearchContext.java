package io.jaildeps.elf;

import io.jaildeps.tree.Inode;
import io.jaildeps.tree.Location;
import io.jaildeps.tree.Sysroot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** What every search below one root shares: the tree, its ELF files and its caches, each read once. */
final class SearchContext {
    private static final int MAX_CACHE_BYTES = 64 << 20;

    /** All programs of a system ask for fewer names; a hostile one has as many as it likes. */
    private static final int MOST_LOCATED = 10_000;

    private final Sysroot sysroot;
    private final LoaderEnvironment environment;
    private final ElfFiles files;
    private final Map<String, LoaderCache> caches = new HashMap<>();
    private final Map<String, Boolean> directories = new HashMap<>();
    private final Map<String, Location> located = new HashMap<>();
    private final IdentityHashMap<Loader, List<String>> subdirectories = new IdentityHashMap<>();
    private final Map<List<Object>, Loader> loaders = new HashMap<>();

    SearchContext(Sysroot sysroot, LoaderEnvironment environment) {
        this.sysroot = sysroot;
        this.environment = environment;
        this.files = new ElfFiles(sysroot);
    }

    Sysroot sysroot() {
        return sysroot;
    }

    LoaderEnvironment environment() {
        return environment;
    }

    ElfFiles files() {
        return files;
    }

    Loader loaderOf(ElfFile program) throws IOException {
        List<Object> key = List.of(program.abi(), program.interpreter(), program.osAbi());
        Loader known = loaders.get(key);
        if (known == null) {
            known = Loader.of(program, sysroot);
            loaders.put(key, known);
        }
        return known;
    }

    LoaderCache cache(String file) throws IOException {
        LoaderCache known = caches.get(file);
        if (known == null) {
            String bytes = sysroot.text(file, MAX_CACHE_BYTES);
            known = bytes.isEmpty() ? LoaderCache.EMPTY : LoaderCache.of(bytes.getBytes(StandardCharsets.ISO_8859_1));
            caches.put(file, known);
        }
        return known;
    }

    /** Follows a name as the program would: a relative one from its working directory. */
    Location locate(String name) throws IOException {
        Location known = located.get(name);
        if (known == null) {
            known = sysroot.locate(
                    name.startsWith("/") ? name : environment.workingDirectory().bytes() + "/" + name);
            if (located.size() < MOST_LOCATED) {
                located.put(name, known);
            }
        }
        return known;
    }

    /** What this loader puts between a directory and a library's name. */
    List<String> subdirectories(Loader loader) {
        List<String> known = subdirectories.get(loader);
        if (known == null) {
            known = environment.hwcaps().subdirectories(loader);
            subdirectories.put(loader, known);
        }
        return known;
    }

    /** Where a library that was found before is. */
    Location.Present place(Library library) throws IOException {
        Inode inode = sysroot.inode(library.realPath())
                .orElseThrow(() -> new IOException("cannot read " + library.realPath() + ": it has vanished"));
        return new Location.Present(library.path(), library.realPath(), library.links(), inode);
    }

    /** The names in a directory; none if there is no such directory. */
    List<String> names(String directory) throws IOException {
        return locate(directory) instanceof Location.Present at && at.kind() == Inode.Kind.DIRECTORY
                ? sysroot.list(at.realPath())
                : List.of();
    }

    boolean isDirectory(String name) throws IOException {
        Boolean known = directories.get(name);
        if (known == null) {
            known = locate(name) instanceof Location.Present at && at.kind() == Inode.Kind.DIRECTORY;
            directories.put(name, known);
        }
        return known;
    }
}
