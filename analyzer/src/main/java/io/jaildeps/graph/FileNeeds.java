package io.jaildeps.graph;

import io.jaildeps.elf.Closure;
import io.jaildeps.elf.DlopenNote;
import io.jaildeps.elf.FoundBy;
import io.jaildeps.elf.Library;
import io.jaildeps.elf.LibrarySearch;
import io.jaildeps.elf.LoadResult;
import io.jaildeps.elf.Resolution;
import io.jaildeps.elf.Soname;
import io.jaildeps.path.JailPath;
import io.jaildeps.path.Printable;
import io.jaildeps.tree.Inode;
import io.jaildeps.tree.Location;
import io.jaildeps.tree.ScriptStart;
import io.jaildeps.tree.Sysroot;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a file needs by what stands in it: an ELF file its loader and libraries, a script its interpreter. */
public final class FileNeeds {
    /** A file that another needs by what stands in it. */
    record Found(Location.Present place, Reason reason, Role role) {}

    private final Sysroot tree;
    private final LibrarySearch libraries;

    public FileNeeds(Sysroot tree, LibrarySearch libraries) {
        this.tree = tree;
        this.libraries = libraries;
    }

    List<Found> of(Location.Present file, boolean executed, Discovery discovery) throws IOException {
        byte[] start = start(file);
        if (start.length >= 4 && start[0] == 0x7f && start[1] == 'E' && start[2] == 'L' && start[3] == 'F') {
            return elf(file, executed, discovery);
        }
        boolean script = executed && start.length > 2 && start[0] == '#' && start[1] == '!';
        return script ? script(file, start) : List.of();
    }

    private byte[] start(Location.Present file) throws IOException {
        if (!tree.isHere()) {
            return new byte[0];
        }
        try (InputStream in = Files.newInputStream(tree.onHost(file.realPath()).toPath())) {
            return in.readNBytes(ScriptStart.BYTES);
        } catch (AccessDeniedException | NoSuchFileException unreadable) {
            return new byte[0]; // copying it will say so, with its name
        }
    }

    private List<Found> script(Location.Present file, byte[] start) throws IOException {
        String interpreter = ScriptStart.interpreter(start);
        return !interpreter.isEmpty() && tree.locate(interpreter) instanceof Location.Present place
                ? List.of(new Found(place, Reason.of("interpreter of", file.path()), Role.PROGRAM))
                : List.of();
    }

    private List<Found> elf(Location.Present file, boolean executed, Discovery discovery) throws IOException {
        LoadResult result = libraries.closure(file.path());
        if (!(result instanceof Closure closure)) {
            return List.of(); // not loadable alone: the trace shows what was really loaded
        }
        List<Found> found = new ArrayList<>();
        if (executed && closure.interpreter().isPresent()) {
            library(closure.interpreter().get(), Reason.of("interpreter of", file.path()))
                    .ifPresent(found::add);
        }
        for (Library library : closure.libraries()) {
            JailPath by = library.loadedBy().orElse(file.path());
            library(library, Reason.of("needed by", by)).ifPresent(found::add);
            if (library.foundBy() instanceof FoundBy.Cache && !onDefaultPath(library)) {
                discovery.needLoaderCache();
            }
        }
        for (DlopenNote note : closure.program().elf().dlopenNotes()) {
            suggest(note, closure, discovery);
        }
        return found;
    }

    /** The first of a note's names that the loader would find. */
    private void suggest(DlopenNote note, Closure closure, Discovery discovery) throws IOException {
        JailPath caller = closure.program().path();
        for (Soname soname : note.sonames()) {
            if (libraries.find(closure, caller, soname) instanceof Resolution.Found library) {
                String feature = note.feature().isEmpty() ? "a feature" : Printable.of(note.feature());
                discovery.suggest(library.path(), Printable.of(note.priority()) + " for " + feature + " of " + caller);
                return;
            }
        }
    }

    /** True for a program that starts without a loader. */
    boolean isStatic(JailPath program) throws IOException {
        return libraries.closure(program) instanceof Closure closure
                && closure.program().elf().isStatic();
    }

    private static boolean onDefaultPath(Library library) {
        String directory = library.path().parent().bytes();
        return directory.matches("(/usr)?/lib(64)?(/[a-z0-9_]+-linux-[a-z0-9]+)?");
    }

    /** What it needs in turn is in the same closure. */
    private Optional<Found> library(Library library, Reason reason) throws IOException {
        String name = library.loaderName().startsWith("/")
                ? library.loaderName()
                : library.path().bytes();
        return tree.locate(name) instanceof Location.Present place && place.kind() == Inode.Kind.FILE
                ? Optional.of(new Found(place, reason, Role.DATA))
                : Optional.empty();
    }
}
