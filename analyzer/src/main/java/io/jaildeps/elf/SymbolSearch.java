package io.jaildeps.elf;

import io.jaildeps.path.JailPath;
import io.jaildeps.tree.Inode;
import io.jaildeps.tree.Location;
import io.jaildeps.tree.Sysroot;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Which libraries define a symbol: {@code nm -D} over whole directories. Every file is read once per question, and of a
 * file only what the loader would look at.
 */
public final class SymbolSearch {
    /** More than any directory of libraries has; behind them the search stops. */
    private static final int MAX_FILES = 4000;

    // libz.so, libz.so.1.2.13, _ssl.cpython-311-x86_64-linux-gnu.so
    private static final Pattern LIBRARY = Pattern.compile(".+\\.so(\\..*)?", Pattern.DOTALL);

    private final Sysroot tree;

    /** @param tree read as it is when a question is asked, and not remembered */
    public SymbolSearch(Sysroot tree) {
        this.tree = tree;
    }

    /** True for a file name such as libraries have. */
    public static boolean isLibrary(String name) {
        return LIBRARY.matcher(name).matches();
    }

    /**
     * The libraries that define each symbol.
     *
     * @param process files of a process that would load them: the first ELF file among them tells ABI and loader
     * @param directories searched first, in this order; the loader's own directories follow
     * @return for every symbol of {@code wanted} the paths from the nearest on, each real file once; under the name that
     *     it has for a loader (its soname) where the directory has that
     */
    public Map<SymbolName, List<JailPath>> definers(
            Set<SymbolName> wanted, Collection<JailPath> process, Collection<JailPath> directories) throws IOException {
        Map<SymbolName, List<JailPath>> definers = new TreeMap<>();
        wanted.forEach(symbol -> definers.put(symbol, new ArrayList<>()));
        Optional<ElfFile> model = firstElf(process);
        if (model.isPresent() && !wanted.isEmpty()) {
            List<JailPath> all = new ArrayList<>(directories);
            Loader.of(model.get(), tree).systemDirectories().forEach(directory -> all.add(JailPath.ofBytes(directory)));
            new Question(new TreeSet<>(wanted), model.get().abi(), definers).ask(all);
        }
        return definers;
    }

    private Optional<ElfFile> firstElf(Collection<JailPath> files) throws IOException {
        for (JailPath file : files) {
            if (tree.locate(file) instanceof Location.Present at
                    && at.kind() == Inode.Kind.FILE
                    && tree.isHere()
                    && ElfReader.read(tree.onHost(at.realPath())) instanceof ElfFile elf) {
                return Optional.of(elf);
            }
        }
        return Optional.empty();
    }

    /** One question, while it is being asked. */
    private final class Question {
        private final Set<SymbolName> wanted;
        private final Abi abi;
        private final Map<SymbolName, List<JailPath>> definers;
        private final Set<JailPath> known = new HashSet<>();
        private final Budget budget = new Budget();

        Question(Set<SymbolName> wanted, Abi abi, Map<SymbolName, List<JailPath>> definers) {
            this.wanted = wanted;
            this.abi = abi;
            this.definers = definers;
        }

        void ask(List<JailPath> directories) throws IOException {
            Set<JailPath> searched = new HashSet<>();
            for (JailPath directory : directories) {
                if (tree.locate(directory) instanceof Location.Present at
                        && at.kind() == Inode.Kind.DIRECTORY
                        && searched.add(at.realPath())) {
                    for (Map.Entry<JailPath, List<JailPath>> file :
                            files(directory, at.realPath()).entrySet()) {
                        ask(file.getKey(), file.getValue());
                    }
                }
            }
        }

        /** The libraries of a directory without links, each with the names that it has there. */
        private Map<JailPath, List<JailPath>> files(JailPath directory, JailPath realDirectory) throws IOException {
            Map<JailPath, List<JailPath>> files = new LinkedHashMap<>();
            for (String name : tree.list(realDirectory)) {
                if (isLibrary(name)
                        && tree.locate(directory.resolve(name)) instanceof Location.Present at
                        && at.kind() == Inode.Kind.FILE) {
                    files.computeIfAbsent(at.realPath(), path -> new ArrayList<>())
                            .add(at.path());
                }
            }
            return files;
        }

        private void ask(JailPath realPath, List<JailPath> names) throws IOException {
            if (known.size() == MAX_FILES || budget.isSpent() || !known.add(realPath) || !tree.isHere()) {
                return;
            }
            try {
                SymbolReading reading = SymbolReader.read(tree.onHost(realPath).toPath(), abi, wanted, budget);
                if (reading instanceof SymbolReading.Defines defines) {
                    JailPath name = names.stream()
                            .filter(path -> defines.soname()
                                    .filter(soname -> soname.bytes().equals(path.name()))
                                    .isPresent())
                            .findFirst()
                            .orElse(names.get(0));
                    defines.symbols().forEach(symbol -> listOf(symbol).add(name));
                }
            } catch (AccessDeniedException | NoSuchFileException unreadable) {
                // what can not be read here can not be copied into a jail either
            }
        }

        private List<JailPath> listOf(SymbolName symbol) {
            return definers.computeIfAbsent(symbol, key -> new ArrayList<>());
        }
    }
}
