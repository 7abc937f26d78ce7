package io.jaildeps.elf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The search of musl, ldso/dynlink.c {@code load_library}: LD_LIBRARY_PATH comes first, RPATH and RUNPATH are one and
 * are inherited, there is no cache, no hwcaps, and a file that does not fit ends the search.
 */
final class MuslRules implements SearchRules {
    /** Names of libraries that are part of the loader itself, which is musl's libc. */
    private static final Set<String> RESERVED = Set.of("c", "pthread", "rt", "m", "dl", "util", "xnet");

    private final SearchContext context;
    private final Loader loader;

    MuslRules(SearchContext context, Loader loader) {
        this.context = context;
        this.loader = loader;
    }

    /** A name is only ever compared with names that were asked for. */
    @Override
    public boolean matchesSoname() {
        return false;
    }

    @Override
    public boolean isServedByLoader(Soname name) {
        String text = name.bytes();
        int dot = text.indexOf('.');
        return dot > 3 && text.startsWith("lib") && RESERVED.contains(text.substring(3, dot))
                || text.equals(loader.name().substring(loader.name().lastIndexOf('/') + 1));
    }

    @Override
    public Optional<Soname> expand(LinkMap by, Soname name) {
        return Optional.of(name);
    }

    @Override
    public Optional<Probe.Hit> search(Probe probe, LinkMap by, LinkMap program, Soname name) throws IOException {
        if (name.isPath()) {
            return probe.open(name.bytes(), new FoundBy.Direct());
        }
        LoaderEnvironment environment = context.environment();
        if (!environment.secure()) {
            for (String directory : entries(environment.libraryPath())) {
                Optional<Probe.Hit> hit =
                        probe.open(slashed(directory) + name.bytes(), new FoundBy.LibraryPath(directory));
                if (hit.isPresent() || probe.isStopped()) {
                    return hit;
                }
            }
        }
        for (LinkMap map = by; map != null; map = map.loader()) {
            Optional<Probe.Hit> hit = inPathOf(map, probe, name);
            if (hit.isPresent() || probe.isStopped()) {
                return hit;
            }
        }
        for (String directory : loader.systemDirectories()) {
            Optional<Probe.Hit> hit = probe.open(directory + name.bytes(), new FoundBy.DefaultDirectory(directory));
            if (hit.isPresent() || probe.isStopped()) {
                return hit;
            }
        }
        return Optional.empty();
    }

    private Optional<Probe.Hit> inPathOf(LinkMap map, Probe probe, Soname name) throws IOException {
        String path = map.runpath().or(map::rpath).orElse("");
        for (String entry : entries(path)) {
            Optional<String> directory = expand(path, entry, map);
            if (directory.isPresent()) {
                FoundBy reason = map.runpath().isPresent()
                        ? new FoundBy.Runpath(map.path(), entry)
                        : new FoundBy.Rpath(map.path(), entry);
                Optional<Probe.Hit> hit = probe.open(slashed(directory.get()) + name.bytes(), reason);
                if (hit.isPresent() || probe.isStopped()) {
                    return hit;
                }
            }
        }
        return Optional.empty();
    }

    /** {@code fixup_rpath}: one unknown token anywhere makes the whole list void. */
    private Optional<String> expand(String path, String entry, LinkMap map) {
        String origin = map.origin(context.environment().workingDirectory());
        String rest = path.replace("${ORIGIN}", "").replace("$ORIGIN", "");
        if (rest.indexOf('$') >= 0) {
            return Optional.empty();
        }
        return Optional.of(entry.replace("${ORIGIN}", origin).replace("$ORIGIN", origin));
    }

    private static List<String> entries(String path) {
        List<String> entries = new ArrayList<>();
        for (String entry : path.split("[:\n]")) {
            if (!entry.isEmpty()) {
                entries.add(entry);
            }
        }
        return entries;
    }

    private static String slashed(String directory) {
        return directory.endsWith("/") ? directory : directory + "/";
    }
}
