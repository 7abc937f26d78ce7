package io.jaildeps.graph;

import io.jaildeps.elf.Closure;
import io.jaildeps.elf.DlopenNote;
import io.jaildeps.elf.FoundBy;
import io.jaildeps.elf.Library;
import io.jaildeps.elf.LibrarySearch;
import io.jaildeps.elf.LoadResult;
import io.jaildeps.path.JailPath;
import io.jaildeps.path.Printable;
import io.jaildeps.tree.Inode;
import io.jaildeps.tree.Location;
import io.jaildeps.tree.Sysroot;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Optional;

/** What a file needs by what stands in it: an ELF file its loader and libraries, a script its interpreter. */
public final class FileNeeds {
    /** Takes what was found. */
    interface Sink {
        void need(Location.Present place, Need need, Reason reason);
    }

    /** The kernel reads no more of a {@code #!} line, BINPRM_BUF_SIZE. */
    private static final int SCRIPT_LINE = 256;

    private final Sysroot tree;
    private final LibrarySearch libraries;

    public FileNeeds(Sysroot tree, LibrarySearch libraries) {
        this.tree = tree;
        this.libraries = libraries;
    }

    void of(Location.Present file, boolean executed, Discovery discovery, Sink sink) throws IOException {
        byte[] start = start(file);
        if (start.length >= 4 && start[0] == 0x7f && start[1] == 'E' && start[2] == 'L' && start[3] == 'F') {
            elf(file, discovery, sink);
        } else if (executed && start.length > 2 && start[0] == '#' && start[1] == '!') {
            script(file, start, sink);
        }
    }

    private byte[] start(Location.Present file) throws IOException {
        try (InputStream in = Files.newInputStream(tree.onHost(file.realPath()).toPath())) {
            return in.readNBytes(SCRIPT_LINE);
        } catch (java.nio.file.AccessDeniedException unreadable) {
            return new byte[0]; // copying it will say so, with its name
        }
    }

    // #!/usr/bin/env -S awk -f
    private void script(Location.Present file, byte[] start, Sink sink) throws IOException {
        String line = new String(start, StandardCharsets.ISO_8859_1)
                .lines()
                .findFirst()
                .orElse("");
        String interpreter = line.substring(2).strip().split("[ \t]")[0];
        if (interpreter.startsWith("/") && tree.locate(interpreter) instanceof Location.Present place) {
            sink.need(place, Need.CONTENT, Reason.of("interpreter of", file.path()));
        }
    }

    private void elf(Location.Present file, Discovery discovery, Sink sink) throws IOException {
        LoadResult result = libraries.closure(file.realPath());
        if (!(result instanceof Closure closure)) {
            return; // not loadable alone: the trace shows what was really loaded
        }
        if (closure.interpreter().isPresent()) {
            library(closure.interpreter().get(), Reason.of("interpreter of", file.path()), sink);
        }
        for (Library library : closure.libraries()) {
            JailPath by = library.loadedBy().orElse(file.path());
            library(library, new Reason("needed by", Optional.of(by), ""), sink);
            if (library.foundBy() instanceof FoundBy.Cache && !onDefaultPath(library)) {
                discovery.needLoaderCache();
            }
        }
        for (DlopenNote note : closure.program().elf().dlopenNotes()) {
            note.sonames().stream()
                    .findFirst()
                    .ifPresent(soname -> discovery.suggest(
                            JailPath.ofBytes("/" + soname.bytes().replace('/', '_')),
                            note.priority() + " for " + Printable.of(note.feature()) + " of " + file.path()));
        }
    }

    private static boolean onDefaultPath(Library library) {
        String directory = library.path().parent().bytes();
        return directory.matches("(/usr)?/lib(64)?(/[a-z0-9_]+-linux-[a-z0-9]+)?");
    }

    private void library(Library library, Reason reason, Sink sink) throws IOException {
        if (tree.locate(
                                library.loaderName().startsWith("/")
                                        ? library.loaderName()
                                        : library.path().bytes())
                        instanceof Location.Present place
                && place.kind() == Inode.Kind.FILE) {
            sink.need(place, Need.CONTENT, reason);
        }
    }
}
