package io.jaildeps.elf;

import io.jaildeps.path.Printable;
import io.jaildeps.tree.Location;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One search for one name: which files were tried, and what came of each; elf/dl-load.c {@code open_verify}. */
final class Probe {
    /** A person reads them. */
    private static final int MAX_TRIED = 256;

    /** @param name as the loader spells it */
    record Hit(String name, Location.Present at, ElfFile elf, FoundBy by) {}

    private final SearchContext context;
    private final Abi abi;
    private final Loader.Flavour flavour;
    private final Budget budget;
    private final List<String> tried = new ArrayList<>();
    private String stoppedBy = "";
    private boolean listEnded;

    Probe(SearchContext context, Abi abi, Loader.Flavour flavour, Budget budget) {
        this.context = context;
        this.abi = abi;
        this.flavour = flavour;
        this.budget = budget;
    }

    /** True if a file was there that the loader refuses: it then gives up instead of searching on. */
    boolean isStopped() {
        return !stoppedBy.isEmpty();
    }

    Resolution.NotFound notFound() {
        return new Resolution.NotFound(tried, stoppedBy);
    }

    /** Tries the name in each directory of a list, first below the subdirectories for this CPU. */
    Optional<Hit> inDirectory(String directory, List<String> subdirectories, Soname name, FoundBy by)
            throws IOException {
        listEnded = false;
        for (String subdirectory : subdirectories) {
            if (subdirectory.isEmpty() || context.isDirectory(directory + subdirectory)) {
                Optional<Hit> hit = open(directory + subdirectory + name.bytes(), by);
                if (hit.isPresent() || isStopped()) {
                    return hit;
                }
            }
        }
        return Optional.empty();
    }

    /** True if the last directory made the loader skip the rest of its list: an error other than "not there". */
    boolean isListEnded() {
        return listEnded;
    }

    Optional<Hit> open(String name, FoundBy by) throws IOException {
        budget.spend();
        if (budget.isSpent()) {
            return Optional.empty();
        }
        if (tried.size() < MAX_TRIED) {
            tried.add(name);
        }
        Location location = context.locate(name);
        if (!(location instanceof Location.Present at)) {
            listEnded = location instanceof Location.Absent absent && absent.reason() == Location.Reason.ELOOP;
            return Optional.empty();
        }
        try {
            ElfReading reading = context.files().at(at);
            if (!(reading instanceof ElfFile elf)) {
                stop(name, reading instanceof ElfReading.NotElf not ? not.what() : reading.toString());
                return Optional.empty();
            }
            if (elf.abi().matches(abi)) {
                refusal(elf).ifPresent(reason -> stop(name, reason));
            } else if (flavour == Loader.Flavour.MUSL || isFatal(elf)) {
                stop(name, "wrong kind of ELF file: " + elf.abi());
            } else {
                return Optional.empty();
            }
            return isStopped() ? Optional.empty() : Optional.of(new Hit(name, at, elf, by));
        } catch (FileSystemException unreadable) {
            // EACCES: the loader goes on as if it were not there.
            return Optional.empty();
        }
    }

    /** Another class or machine is skipped in silence, the wrong byte order is an error. */
    private boolean isFatal(ElfFile elf) {
        return elf.abi().is64() == abi.is64() && elf.abi().bigEndian() != abi.bigEndian();
    }

    private Optional<String> refusal(ElfFile elf) {
        if (!flavour.takes(elf.osAbi())) {
            return Optional.of("ELF file OS ABI invalid");
        }
        if (elf.type() == ElfFile.EXEC) {
            return Optional.of("cannot dynamically load executable");
        }
        if (elf.type() != ElfFile.DYN) {
            return Optional.of("only ET_DYN and ET_EXEC can be loaded");
        }
        if (elf.dynamic().isEmpty()) {
            return Optional.of("object file has no dynamic section");
        }
        return elf.dynamic().get().pie()
                ? Optional.of("cannot dynamically load position-independent executable")
                : Optional.empty();
    }

    private void stop(String name, String reason) {
        stoppedBy = Printable.of(name) + ": " + reason;
    }
}
