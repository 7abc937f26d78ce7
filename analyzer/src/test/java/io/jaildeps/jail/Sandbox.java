package io.jaildeps.jail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.jaildeps.fixtures.TreeDump;
import io.jaildeps.manifest.Entry;
import io.jaildeps.manifest.Manifest;
import io.jaildeps.manifest.Manifests;
import io.jaildeps.path.HostPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A small host tree and the place for a jail beside it. */
record Sandbox(Path host, Path jail) {
    static Sandbox in(Path folder) throws IOException {
        Path parent = Files.createDirectory(folder.resolve("place"));
        return new Sandbox(Files.createDirectory(folder.resolve("host")), parent.resolve("jail"));
    }

    BuildResult result(Manifest manifest) throws IOException, InterruptedException {
        return new JailBuilder(tree -> "cache".getBytes(StandardCharsets.US_ASCII))
                .build(manifest, HostPath.of(host), HostPath.of(jail));
    }

    BuildResult.Built build(Entry... entries) throws IOException, InterruptedException {
        return build(Manifests.manifest(entries));
    }

    BuildResult.Built build(Manifest manifest) throws IOException, InterruptedException {
        BuildResult result = result(manifest);
        return assertInstanceOf(BuildResult.Built.class, result, result::toString);
    }

    /** Refused, with nothing written beside or in the jail's place. */
    BuildResult.Refused refused(Manifest manifest) throws IOException, InterruptedException {
        Map<String, String> before = TreeDump.withTimes(place());
        BuildResult result = result(manifest);
        assertEquals(before.keySet(), TreeDump.withTimes(place()).keySet());
        return assertInstanceOf(BuildResult.Refused.class, result, result::toString);
    }

    Path write(String name, String text) throws IOException {
        return put(host.resolve(name), text);
    }

    /** What a program in the jail would have written. */
    Path writeInJail(String name, String text) throws IOException {
        return put(jail.resolve(name), text);
    }

    private static Path put(Path path, String text) throws IOException {
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
        return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));
    }

    Path place() {
        return host.resolveSibling("place");
    }

    SortedMap<String, String> dump() throws IOException {
        return TreeDump.of(jail);
    }

    /** What is beside the jail. */
    List<String> besides() throws IOException {
        try (Stream<Path> files = Files.walk(place())) {
            return files.filter(file -> !file.startsWith(jail) && !file.equals(place()))
                    .map(file -> place().relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    static Map<String, String> lines(String... lines) {
        Map<String, String> map = new TreeMap<>();
        for (int i = 0; i < lines.length; i += 2) {
            map.put(lines[i], lines[i + 1]);
        }
        return map;
    }
}
