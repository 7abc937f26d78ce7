package io.jaildeps.elf;

import io.jaildeps.path.JailPath;
import io.jaildeps.tree.Location;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The set of files that one process has loaded, and how it grows: breadth first, elf/dl-deps.c
 * {@code _dl_map_object_deps}.
 */
final class Loading {
    static final JailPath PRELOAD_FILE = JailPath.of("/etc/ld.so.preload");
    private static final int MAX_PRELOAD_BYTES = 1 << 20;

    private final SearchContext context;
    private final Loader loader;
    private final SearchRules rules;
    private final LinkMap program;
    private final @Nullable LinkMap interpreter;
    private boolean interpreterNeeded;
    private final Budget budget = new Budget();
    private final List<LinkMap> libraries = new ArrayList<>();
    private final List<Need> needs = new ArrayList<>();
    private final Map<String, LinkMap> byName = new HashMap<>();
    private final Map<Object, LinkMap> byFile = new HashMap<>();

    Loading(SearchContext context, LinkMap program) throws IOException {
        this.context = context;
        this.program = program;
        this.loader = context.loaderOf(program.elf());
        this.rules = rules();
        this.interpreter = interpreter();
        if (interpreter != null) {
            answer(loader.name(), interpreter);
        }
        register(program);
        if (interpreter != null) {
            register(interpreter);
        }
    }

    private SearchRules rules() {
        if (loader.flavour().isOther()) {
            return new UnixRules(context, loader);
        }
        return loader.flavour() == Loader.Flavour.MUSL
                ? new MuslRules(context, loader)
                : new GlibcRules(context, loader);
    }

    /** Everything that is loaded before the program starts. */
    void start() throws IOException {
        program.elf().interpreter().ifPresent(this::needInterpreter);
        if (program.elf().isStatic()) {
            return;
        }
        for (Soname preload : context.environment().secure()
                ? List.<Soname>of()
                : context.environment().preload()) {
            load(program, program.path(), preload);
        }
        if (loader.flavour() == Loader.Flavour.GLIBC) {
            String list = context.sysroot().text(PRELOAD_FILE.bytes(), MAX_PRELOAD_BYTES);
            for (Soname preload :
                    LoaderEnvironment.split(list.replace('\0', '\n').replaceAll("#[^\n]*", ""))) {
                load(program, PRELOAD_FILE, preload);
            }
        }
        loadNeeds(program);
        loadNeedsFrom(0);
    }

    /** Takes over what an earlier run loaded. */
    void restore(Closure closure) throws IOException {
        Map<JailPath, LinkMap> maps = new HashMap<>();
        maps.put(program.path(), program);
        for (Library library : closure.libraries()) {
            Location.Present at = context.place(library);
            LinkMap by = library.loadedBy().map(maps::get).orElse(program);
            LinkMap map = new LinkMap(library.name(), library.loaderName(), at, library.elf(), by, library.foundBy());
            maps.put(library.path(), map);
            libraries.add(map);
            register(map);
        }
        needs.addAll(closure.needs());
    }

    /** What dlopen(3) does in one of the loaded files. */
    Resolution open(JailPath caller, Soname name) throws IOException {
        LinkMap by = libraries.stream()
                .filter(map -> map.path().equals(caller))
                .findFirst()
                .orElse(program);
        int before = libraries.size();
        Resolution resolution = load(by, by.path(), name);
        loadNeedsFrom(before);
        return resolution;
    }

    /** True if the search was given up: what was found is not all. */
    boolean isGivenUp() {
        return budget.isSpent();
    }

    Closure closure() {
        return new Closure(
                program.library(),
                interpreterNeeded && interpreter != null ? Optional.of(interpreter.library()) : Optional.empty(),
                libraries.stream().map(LinkMap::library).toList(),
                needs);
    }

    private void loadNeedsFrom(int first) throws IOException {
        // The list grows while it is walked, by files that are not in it yet: it ends.
        for (int i = first; i < libraries.size() && !budget.isSpent(); i++) {
            loadNeeds(libraries.get(i));
        }
    }

    private void loadNeeds(LinkMap map) throws IOException {
        Optional<DynamicSection> dynamic = map.elf().dynamic();
        if (dynamic.isEmpty()) {
            return;
        }
        for (Soname filter : dynamic.get().filters()) {
            load(map, map.path(), filter);
        }
        for (Soname auxiliary : dynamic.get().auxiliaries()) {
            int asked = needs.size();
            if (load(map, map.path(), auxiliary) instanceof Resolution.NotFound) {
                needs.remove(asked);
            }
        }
        for (Soname needed : dynamic.get().needed()) {
            if (budget.isSpent()) {
                return;
            }
            load(map, map.path(), needed);
        }
    }

    private Resolution load(LinkMap by, JailPath reason, Soname name) throws IOException {
        budget.spend();
        Resolution resolution =
                budget.isSpent() ? new Resolution.NotFound(List.of(), "too much to search") : resolve(by, name);
        needs.add(new Need(reason, name, resolution));
        return resolution;
    }

    private Resolution resolve(LinkMap by, Soname asked) throws IOException {
        Optional<Soname> expanded = rules.expand(by, asked);
        if (expanded.isEmpty()) {
            return new Resolution.NotFound(List.of(), "a token in its name can not be replaced");
        }
        Soname name = expanded.get();
        LinkMap loaded = rules.isServedByLoader(name) ? interpreter : byName.get(name.bytes());
        if (loaded != null) {
            return loaded(loaded);
        }
        Probe probe = new Probe(context, program.elf().abi(), loader.flavour(), budget);
        Optional<Probe.Hit> found = rules.search(probe, by, program, name);
        if (found.isEmpty()) {
            return probe.notFound();
        }
        Probe.Hit hit = found.get();
        loaded = byFile.get(hit.at().realPath());
        if (loaded == null) {
            loaded = byFile.get(hit.at().id());
        }
        if (loaded != null) {
            answer(name.bytes(), loaded);
            return loaded(loaded);
        }
        LinkMap map = new LinkMap(name, hit.name(), hit.at(), hit.elf(), by, hit.by());
        libraries.add(map);
        register(map);
        return new Resolution.Found(map.path(), hit.by());
    }

    private Resolution loaded(LinkMap map) {
        boolean isLoader = map == interpreter;
        interpreterNeeded |= isLoader;
        return new Resolution.Found(map.path(), isLoader ? new FoundBy.Interpreter() : new FoundBy.AlreadyLoaded());
    }

    /** Makes a loaded file answer to its names and be known by its inode. */
    private void register(LinkMap map) {
        if (map != program) {
            answer(map.name().bytes(), map);
            answer(map.loaderName(), map);
            byFile.putIfAbsent(map.at().id(), map);
            byFile.putIfAbsent(map.at().realPath(), map);
        }
        if (rules.matchesSoname()) {
            map.elf().soname().ifPresent(soname -> answer(soname.bytes(), map));
        }
    }

    private void answer(String name, LinkMap map) {
        byName.putIfAbsent(name, map);
    }

    private @Nullable LinkMap interpreter() throws IOException {
        if (!loader.name().isEmpty()
                && context.locate(loader.name()) instanceof Location.Present at
                && context.files().at(at) instanceof ElfFile elf) {
            return new LinkMap(new Soname(loader.name()), loader.name(), at, elf, program, new FoundBy.Interpreter());
        }
        return null;
    }

    private void needInterpreter(String name) {
        Resolution resolution = interpreter == null
                ? new Resolution.NotFound(List.of(name), "")
                : new Resolution.Found(interpreter.path(), new FoundBy.Interpreter());
        interpreterNeeded = interpreter != null;
        needs.add(new Need(program.path(), new Soname(name), resolution));
    }
}
