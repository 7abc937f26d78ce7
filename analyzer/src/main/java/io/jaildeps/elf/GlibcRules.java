package io.jaildeps.elf;

import io.jaildeps.path.JailPath;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The search of ld.so(8), as elf/dl-load.c {@code _dl_map_object} makes it. */
final class GlibcRules implements SearchRules {
    private final SearchContext context;
    private final Loader loader;
    private final List<String> subdirectories;
    private final Map<LinkMap, List<SearchPath.Entry>> rpaths = new HashMap<>();
    private final Map<LinkMap, List<SearchPath.Entry>> runpaths = new HashMap<>();

    GlibcRules(SearchContext context, Loader loader) {
        this.context = context;
        this.loader = loader;
        this.subdirectories = context.subdirectories(loader);
    }

    @Override
    public boolean matchesSoname() {
        return true;
    }

    @Override
    public boolean isServedByLoader(Soname name) {
        return false;
    }

    /** elf/dl-deps.c {@code expand_dst}: no tokens in DT_NEEDED for a program that gains privileges. */
    @Override
    public Optional<Soname> expand(LinkMap by, Soname name) {
        if (name.bytes().indexOf('$') < 0) {
            return Optional.of(name);
        }
        Optional<String> expanded = tokens(by).expand(name.bytes());
        boolean hasToken = !expanded.equals(Optional.of(name.bytes()));
        return hasToken && context.environment().secure() ? Optional.empty() : expanded.map(Soname::new);
    }

    @Override
    public Optional<Probe.Hit> search(Probe probe, LinkMap by, LinkMap program, Soname name) throws IOException {
        if (name.isPath()) {
            return probe.open(name.bytes(), new FoundBy.Direct());
        }
        Optional<Probe.Hit> hit = by.runpath().isPresent() ? Optional.empty() : byRpath(probe, by, program, name);
        if (hit.isEmpty() && !probe.isStopped()) {
            hit = byLibraryPath(probe, program, name);
        }
        if (hit.isEmpty() && !probe.isStopped()) {
            hit = byRunpath(probe, by, name);
        }
        if (hit.isEmpty() && !probe.isStopped()) {
            hit = byCache(probe, by, name);
        }
        if (hit.isEmpty() && !probe.isStopped() && !by.noDefaultLibraries()) {
            hit = byDefault(probe, name);
        }
        return hit;
    }

    /** The RPATH of whoever needs it, of whoever loaded that one and so on, and always the program's. */
    private Optional<Probe.Hit> byRpath(Probe probe, LinkMap by, LinkMap program, Soname name) throws IOException {
        boolean askedProgram = false;
        for (LinkMap map = by; map != null; map = map.loader()) {
            Optional<Probe.Hit> hit = rpathOf(map, probe, name);
            if (hit.isPresent() || probe.isStopped()) {
                return hit;
            }
            askedProgram |= map == program;
        }
        return askedProgram ? Optional.empty() : rpathOf(program, probe, name);
    }

    private Optional<Probe.Hit> rpathOf(LinkMap map, Probe probe, Soname name) throws IOException {
        if (map.rpath().isEmpty()) {
            return Optional.empty();
        }
        List<SearchPath.Entry> entries =
                rpaths.computeIfAbsent(map, of -> SearchPath.of(of.rpath().orElse(""), ":", tokens(of)));
        return in(entries, probe, name, entry -> new FoundBy.Rpath(map.path(), entry));
    }

    private Optional<Probe.Hit> byLibraryPath(Probe probe, LinkMap program, Soname name) throws IOException {
        LoaderEnvironment environment = context.environment();
        if (environment.secure() || environment.libraryPath().isEmpty()) {
            return Optional.empty();
        }
        return in(
                SearchPath.of(environment.libraryPath(), ":;", tokens(program)), probe, name, FoundBy.LibraryPath::new);
    }

    private Optional<Probe.Hit> byRunpath(Probe probe, LinkMap by, Soname name) throws IOException {
        if (by.runpath().isEmpty()) {
            return Optional.empty();
        }
        List<SearchPath.Entry> entries =
                runpaths.computeIfAbsent(by, of -> SearchPath.of(of.runpath().orElse(""), ":", tokens(of)));
        return in(entries, probe, name, entry -> new FoundBy.Runpath(by.path(), entry));
    }

    private Optional<Probe.Hit> byCache(Probe probe, LinkMap by, Soname name) throws IOException {
        Optional<CacheEntry> cached = context.cache(loader.cacheFile())
                .lookup(name, loader, context.environment().hwcaps());
        if (cached.isEmpty()) {
            return Optional.empty();
        }
        String path = cached.get().path();
        if (by.noDefaultLibraries() && loader.systemDirectories().stream().anyMatch(path::startsWith)) {
            return Optional.empty();
        }
        return probe.open(path, new FoundBy.Cache(JailPath.ofBytes(loader.cacheFile())));
    }

    private Optional<Probe.Hit> byDefault(Probe probe, Soname name) throws IOException {
        List<SearchPath.Entry> entries = loader.systemDirectories().stream()
                .map(directory -> new SearchPath.Entry(directory, directory))
                .toList();
        return in(entries, probe, name, FoundBy.DefaultDirectory::new);
    }

    private interface Reason {
        FoundBy of(String entry);
    }

    private Optional<Probe.Hit> in(List<SearchPath.Entry> entries, Probe probe, Soname name, Reason reason)
            throws IOException {
        for (SearchPath.Entry entry : entries) {
            Optional<Probe.Hit> hit =
                    probe.inDirectory(entry.directory(), subdirectories, name, reason.of(entry.entry()));
            if (hit.isPresent() || probe.isStopped() || probe.isListEnded()) {
                return hit;
            }
        }
        return Optional.empty();
    }

    private DynamicTokens tokens(LinkMap of) {
        LoaderEnvironment environment = context.environment();
        String platform = environment.platform().isEmpty()
                ? loader.platform().map(Platform::aux).orElse("")
                : environment.platform();
        return new DynamicTokens(
                of.origin(environment.workingDirectory()),
                loader.lib(),
                platform,
                environment.secure(),
                // Only of the program itself: other files are as trusted as the directory that they were found in.
                of.loader() == null ? loader.systemDirectories() : List.of("/"));
    }
}
