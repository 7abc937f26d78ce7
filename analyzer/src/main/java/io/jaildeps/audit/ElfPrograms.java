package io.jaildeps.audit;

import io.jaildeps.elf.Closure;
import io.jaildeps.elf.ElfFile;
import io.jaildeps.elf.LibrarySearch;
import io.jaildeps.elf.LoadResult;
import io.jaildeps.elf.LoaderEnvironment;
import io.jaildeps.elf.Need;
import io.jaildeps.elf.Resolution;
import io.jaildeps.path.JailPath;
import io.jaildeps.path.Printable;
import io.jaildeps.tree.Inode;
import io.jaildeps.tree.Location;
import io.jaildeps.tree.Sysroot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether the loader would find all that the jail's ELF files need, from inside and without running anything. Programs
 * come first; a library is looked at alone only if no program brings it in, and then what it needs may as well be
 * loaded already: it is missing only if no file of the jail has its name.
 */
final class ElfPrograms {
    private static final int EXAMPLES = 3;
    private static final int MOST_OF_A_NAME = 64;

    private static final Mend BROKEN = Mend.words("get it anew from where it came from, or remove it");

    private final Scene scene;
    private final List<JailPath> files = new ArrayList<>();
    private final Map<String, List<JailPath>> byName = new HashMap<>();
    private final Reach reach;
    private final Shadows shadows;
    private final Set<JailPath> loaded = new HashSet<>();
    private final Set<List<String>> reported = new HashSet<>();

    ElfPrograms(Scene scene) {
        this.scene = scene;
        this.reach = new Reach(scene);
        this.shadows = new Shadows(scene);
    }

    /** A name that somebody may load. */
    void name(JailPath path) {
        if (path.name().contains(".so")) {
            List<JailPath> same = byName.computeIfAbsent(path.name(), name -> new ArrayList<>());
            if (same.size() < MOST_OF_A_NAME) {
                same.add(path);
            }
        }
    }

    void add(JailPath path) {
        files.add(path);
    }

    void finish() throws IOException {
        List<JailPath> libraries = new ArrayList<>();
        for (JailPath file : files) {
            look(file, true, libraries);
        }
        for (JailPath library : libraries) {
            if (!loaded.contains(library)) {
                look(library, false, libraries);
            }
        }
        shadows.look(byName);
    }

    private void look(JailPath file, boolean asProgram, List<JailPath> libraries) throws IOException {
        LoadResult result;
        try {
            result = scene.libraries().closure(file);
        } catch (IOException e) {
            scene.findings().add(Kind.UNREADABLE, scene.cause(e, file), Failures.reason(e), Mend.LET_IT_BE_READ);
            return;
        }
        if (result instanceof LoadResult.NotLoadable broken) {
            if (asProgram && !broken.reason().startsWith("ELF file, but") && !isSameOnHost(file)) {
                scene.findings().add(Kind.ELF_BROKEN, file, Printable.of(broken.reason()), scene.copy(file, BROKEN));
            }
        } else if (result instanceof Closure closure) {
            boolean isProgram = closure.program().elf().interpreter().isPresent();
            if (asProgram && !isProgram) {
                libraries.add(file);
                return;
            }
            closure.libraries().forEach(library -> loaded.add(library.realPath()));
            if (isProgram) {
                reach.look(closure);
                shadows.look(closure);
            }
            report(closure, isProgram);
        }
    }

    private void report(Closure closure, boolean isProgram) throws IOException {
        JailPath program = closure.program().realPath();
        for (Need need : closure.missing()) {
            String name = need.name().bytes();
            boolean isInterpreter = isProgram
                    && closure.interpreter().isEmpty()
                    && closure.program().elf().interpreter().orElse("").equals(name);
            if (!reported.add(List.of(need.by().bytes(), name))) {
                continue;
            }
            boolean isElsewhere = need.resolution() instanceof Resolution.NotFound tried
                    && isElsewhere(name.substring(name.lastIndexOf('/') + 1), tried, closure);
            if (!isProgram && isElsewhere) {
                reported.remove(List.of(need.by().bytes(), name));
                continue;
            }
            if (isInterpreter) {
                scene.findings()
                        .add(
                                Kind.INTERPRETER_MISSING,
                                program,
                                "it is started by " + need.name() + ", which is absent",
                                source(program, need));
            } else if (need.resolution() instanceof Resolution.NotFound notFound) {
                scene.findings()
                        .add(
                                Kind.LIBRARY_MISSING,
                                isProgram && !isElsewhere ? Severity.HIGH : Severity.MEDIUM,
                                need.by(),
                                reason(program, need, notFound)
                                        + (isElsewhere ? "; the jail has one of that name elsewhere" : ""),
                                source(program, need));
            }
        }
    }

    /** True if a file of that name, other than those that the loader did not take, could be loaded by the program. */
    private boolean isElsewhere(String name, Resolution.NotFound notFound, Closure closure) throws IOException {
        List<JailPath> same = byName.getOrDefault(name, List.of());
        if (same.isEmpty()) {
            return false;
        }
        Set<JailPath> refused = new HashSet<>();
        for (String tried : notFound.tried()) {
            if (tried.startsWith("/") && scene.jail().locate(tried) instanceof Location.Present at) {
                refused.add(at.realPath());
            }
        }
        for (JailPath path : same) {
            if (scene.jail().locate(path) instanceof Location.Present at
                    && at.kind() == Inode.Kind.FILE
                    && !refused.contains(at.realPath())
                    && isForProgram(at.realPath(), closure)) {
                return true;
            }
        }
        return false;
    }

    private boolean isForProgram(JailPath library, Closure closure) throws IOException {
        try {
            return scene.libraries().closure(library) instanceof Closure found
                    && found.program().elf().type() == ElfFile.DYN
                    && found.program()
                            .elf()
                            .abi()
                            .matches(closure.program().elf().abi());
        } catch (IOException unreadable) {
            return false; // the walk through the jail tells it
        }
    }

    private static String reason(JailPath program, Need need, Resolution.NotFound notFound) {
        String by = need.by().equals(program) ? "" : "; " + program + " needs it by that";
        if (!notFound.stoppedBy().isEmpty()) {
            return "it needs " + need.name() + ", and the loader stops at " + notFound.stoppedBy() + by;
        }
        List<String> tried = notFound.tried().stream().distinct().toList();
        String places = tried.isEmpty()
                ? ""
                : " (tried: "
                        + tried.stream().limit(EXAMPLES).map(Printable::of).collect(Collectors.joining(", "))
                        + (tried.size() > EXAMPLES ? " and " + (tried.size() - EXAMPLES) + " more" : "") + ")";
        return "it needs " + need.name() + ", which is nowhere that the loader looks" + places + by;
    }

    /** Where the host's loader would find it for the same program. */
    private Mend source(JailPath program, Need need) throws IOException {
        Optional<Mend> removal = scene.removal(program);
        if (removal.isPresent()) {
            return removal.get(); // nothing asks for the program: it needs no library
        } else if (need.by().equals(Preload.PATH)) {
            return scene.mend(Preload.PATH, Mend.remove(scene.place(Preload.PATH), false));
        }
        Mend lacking = Mend.words("get " + need.name() + " from where " + program + " came from, or remove " + program
                + ": the host lacks it too");
        if (need.name().isPath()) {
            return need.name().bytes().startsWith("/")
                    ? scene.copy(JailPath.ofBytes(need.name().bytes()), lacking)
                    : lacking;
        }
        try {
            LibrarySearch onHost = new LibrarySearch(scene.host(), LoaderEnvironment.CLEAN);
            if (onHost.closure(program) instanceof Closure closure) {
                Optional<JailPath> path = closure.needs().stream()
                        .filter(wish -> wish.name().equals(need.name()))
                        .map(Need::resolution)
                        .filter(Resolution.Found.class::isInstance)
                        .map(found -> ((Resolution.Found) found).path())
                        .findFirst();
                return path.isEmpty() ? lacking : scene.copy(path.get(), lacking);
            }
        } catch (IOException unreadable) {
            return lacking; // a finding without a command is better than none
        }
        return lacking;
    }

    private boolean isSameOnHost(JailPath file) throws IOException {
        Sysroot host = scene.host();
        return scene.jail().inode(file).isPresent()
                && host.locate(file) instanceof Location.Present there
                && there.kind() == Inode.Kind.FILE
                && there.inode().sizeBytes()
                        == scene.jail().inode(file).orElseThrow().sizeBytes()
                && scene.findings().sorted().stream()
                        .noneMatch(finding ->
                                finding.path().equals(file) && finding.kind().topic() == Kind.Topic.CHANGED);
    }
}
