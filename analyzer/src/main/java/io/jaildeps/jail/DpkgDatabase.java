package io.jaildeps.jail;

import io.jaildeps.host.Tools;
import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which package owns a file, from the text files of dpkg(1), each read once. */
public final class DpkgDatabase {
    private static final Set<String> MERGED = Set.of("bin", "sbin", "lib", "lib32", "lib64", "libx32", "libo32");

    private final HostPath folder;

    public DpkgDatabase(HostPath hostRoot) {
        this.folder = hostRoot.resolve("var/lib/dpkg");
    }

    /** A package's name and version. */
    public record Owner(String name, String version) {}

    /** The owners of those paths that have one; none on a host without dpkg. */
    public Map<JailPath, Owner> owners(Collection<JailPath> paths) throws IOException {
        if (!Files.isDirectory(folder.resolve("info").toPath())) {
            return Map.of();
        }
        Map<String, JailPath> wanted = new HashMap<>();
        for (JailPath path : paths) {
            wanted.put(unmerged(path.bytes()), path);
        }
        Map<String, String> versions = versions();
        Map<String, Diversion> diversions = diversions();
        Map<JailPath, Owner> owners = new ConcurrentHashMap<>();
        lists(wanted.keySet(), diversions).forEach(list -> {
            String owner = list.name().substring(0, list.name().length() - ".list".length());
            String name = owner.replaceFirst(":.*", "");
            for (String line : lines(list.toPath())) {
                Diversion diversion = diversions.getOrDefault(line, new Diversion(line, name));
                JailPath path = wanted.get(unmerged(diversion.by().equals(name) ? line : diversion.to()));
                if (path != null) {
                    Owner found = new Owner(name, versions.getOrDefault(owner, versions.getOrDefault(name, "")));
                    owners.merge(path, found, (one, two) -> one.name().compareTo(two.name()) <= 0 ? one : two);
                }
            }
        });
        return new TreeMap<>(owners);
    }

    /** @param to where a file of another package went to make way for that of the package {@code by} */
    private record Diversion(String to, String by) {}

    /** The path as a host has it whose /bin is no link to usr/bin: the lists of dpkg have both. */
    private static String unmerged(String path) {
        if (!path.startsWith("/usr/")) {
            return path;
        }
        int end = path.indexOf('/', "/usr/".length());
        String top = end < 0 ? "" : path.substring("/usr/".length(), end);
        return MERGED.contains(top) ? path.substring("/usr".length()) : path;
    }

    // Package: libc6
    // Architecture: amd64
    // Version: 2.36-9+deb12u13
    private Map<String, String> versions() {
        Map<String, String> versions = new HashMap<>();
        String name = "";
        String architecture = "";
        for (String line : lines(folder.resolve("status").toPath())) {
            if (line.startsWith("Package: ")) {
                name = line.substring("Package: ".length());
            } else if (line.startsWith("Architecture: ")) {
                architecture = line.substring("Architecture: ".length());
            } else if (line.startsWith("Version: ")) {
                versions.putIfAbsent(name, line.substring("Version: ".length()));
                versions.put(name + ":" + architecture, line.substring("Version: ".length()));
            }
        }
        return versions;
    }

    // /bin/sh
    // /bin/sh.distrib
    // dash
    private Map<String, Diversion> diversions() {
        Map<String, Diversion> diversions = new HashMap<>();
        Path file = folder.resolve("diversions").toPath();
        List<String> lines = Files.exists(file) ? lines(file) : List.of();
        for (int i = 0; i + 2 < lines.size(); i += 3) {
            diversions.put(lines.get(i), new Diversion(lines.get(i + 1), lines.get(i + 2)));
        }
        return diversions;
    }

    /** The lists that name one of the files. Among a thousand lists grep(1) finds them ten times as fast as Java. */
    private List<HostPath> lists(Set<String> unmerged, Map<String, Diversion> diversions) throws IOException {
        Set<String> lines = new TreeSet<>();
        for (String path : unmerged) {
            lines.add(path);
            lines.add("/usr" + path);
        }
        diversions.forEach((line, diversion) -> {
            if (unmerged.contains(unmerged(diversion.to()))) {
                lines.add(line);
            }
        });
        List<HostPath> all = lists();
        List<String> command = new ArrayList<>(List.of("grep", "-l", "-F", "-x", "-f", "-", "--"));
        all.forEach(list -> command.add(list.bytes()));
        byte[] patterns = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.ISO_8859_1);
        try {
            Optional<String> found = Tools.output(command, patterns, 1);
            return found.isEmpty() ? all : found.get().lines().map(HostPath::of).toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while asking for packages", e);
        }
    }

    private List<HostPath> lists() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("info").toPath())) {
            return files.map(HostPath::of)
                    .filter(file -> file.name().endsWith(".list"))
                    .collect(Collectors.toList());
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
