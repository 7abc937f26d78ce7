package io.jaildeps.elf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The search of the loaders of BSD and Solaris: rtld(1) of FreeBSD and DragonFly, ld.elf_so(1) of NetBSD, ld.so(1) of
 * OpenBSD, ld.so.1(1) of illumos and Solaris. No cache, no hwcaps; what libmap.conf, ld.so.conf and crle say is not read.
 */
final class UnixRules implements SearchRules {
    // libc.so.96.1 of OpenBSD
    private static final Pattern MINOR = Pattern.compile("(lib.+\\.so\\.\\d{1,6}\\.)(\\d{1,6})");

    private final SearchContext context;
    private final Loader loader;

    UnixRules(SearchContext context, Loader loader) {
        this.context = context;
        this.loader = loader;
    }

    @Override
    public boolean matchesSoname() {
        return true;
    }

    @Override
    public boolean isServedByLoader(Soname name) {
        return false;
    }

    @Override
    public Optional<Soname> expand(LinkMap by, Soname name) {
        return name.bytes().indexOf('$') < 0
                ? Optional.of(name)
                : tokens(by).expand(name.bytes()).map(Soname::new);
    }

    @Override
    public Optional<Probe.Hit> search(Probe probe, LinkMap by, LinkMap program, Soname name) throws IOException {
        if (name.isPath()) {
            return probe.open(name.bytes(), new FoundBy.Direct());
        }
        for (Place place : places(by, program)) {
            String library = loader.flavour() == Loader.Flavour.OPENBSD
                    ? newestMinor(place.directory(), name.bytes())
                    : name.bytes();
            Optional<Probe.Hit> hit = probe.open(place.directory() + library, place.reason());
            if (hit.isPresent() || probe.isStopped()) {
                return hit;
            }
        }
        return Optional.empty();
    }

    /** @param directory with a slash at its end */
    private record Place(String directory, FoundBy reason) {}

    private List<Place> places(LinkMap by, LinkMap program) {
        List<Place> places = new ArrayList<>();
        if (loader.flavour() == Loader.Flavour.FREEBSD) {
            // rtld(1): DT_RPATH comes before the environment, DT_RUNPATH after it
            if (by.runpath().isEmpty()) {
                rpath(places, by);
                rpath(places, program);
            }
            environment(places, program);
            runpath(places, by);
        } else {
            environment(places, program);
            rpath(places, by);
            runpath(places, by);
            if (loader.flavour() != Loader.Flavour.ILLUMOS) {
                rpath(places, program);
                runpath(places, program);
            }
        }
        if (!by.noDefaultLibraries()) {
            loader.hints()
                    .ifPresent(hints -> hints.directories()
                            .forEach(directory ->
                                    places.add(new Place(slashed(directory), new FoundBy.Hints(hints.file())))));
            loader.systemDirectories()
                    .forEach(directory -> places.add(new Place(directory, new FoundBy.DefaultDirectory(directory))));
        }
        return places;
    }

    private void rpath(List<Place> places, LinkMap of) {
        SearchPath.of(of.rpath().orElse(""), ":", tokens(of))
                .forEach(
                        entry -> places.add(new Place(entry.directory(), new FoundBy.Rpath(of.path(), entry.entry()))));
    }

    private void runpath(List<Place> places, LinkMap of) {
        SearchPath.of(of.runpath().orElse(""), ":", tokens(of))
                .forEach(entry ->
                        places.add(new Place(entry.directory(), new FoundBy.Runpath(of.path(), entry.entry()))));
    }

    private void environment(List<Place> places, LinkMap program) {
        LoaderEnvironment environment = context.environment();
        if (!environment.secure()) {
            SearchPath.of(environment.libraryPath(), ":;", tokens(program))
                    .forEach(entry -> places.add(new Place(entry.directory(), new FoundBy.LibraryPath(entry.entry()))));
        }
    }

    /** OpenBSD's loader takes the largest minor number of the major one that is asked for. */
    private String newestMinor(String directory, String name) throws IOException {
        Matcher wanted = MINOR.matcher(name);
        if (!wanted.matches()) {
            return name;
        }
        String newest = name;
        int minor = -1;
        for (String file : context.names(directory)) {
            Matcher found = MINOR.matcher(file);
            if (found.matches() && found.group(1).equals(wanted.group(1)) && Integer.parseInt(found.group(2)) > minor) {
                newest = file;
                minor = Integer.parseInt(found.group(2));
            }
        }
        return newest;
    }

    private DynamicTokens tokens(LinkMap of) {
        LoaderEnvironment environment = context.environment();
        return new DynamicTokens(
                of.origin(environment.workingDirectory()),
                loader.lib(),
                environment.platform(),
                environment.secure(),
                of.loader() == null ? loader.systemDirectories() : List.of("/"));
    }

    private static String slashed(String directory) {
        return directory.endsWith("/") ? directory : directory + "/";
    }
}
