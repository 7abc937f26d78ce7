package io.jaildeps.manifest;

import static io.jaildeps.manifest.Manifests.copy;
import static io.jaildeps.manifest.Manifests.directory;
import static io.jaildeps.manifest.Manifests.manifest;
import static io.jaildeps.manifest.Manifests.symlink;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jaildeps.path.JailPath;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ManifestDiffTest {
    static Stream<Integer> seeds() {
        return IntStream.range(0, 100).boxed();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void manifests_differ_if_and_only_if_their_bytes_do(int seed) {
        GeneratedManifests generated = new GeneratedManifests(seed, 3);
        Manifest one = generated.one();
        Manifest other = seed % 2 == 0 ? one : generated.one();
        boolean same = new ManifestWriter().write(one).equals(new ManifestWriter().write(other));
        assertEquals(same, ManifestDiff.between(one, other).isEmpty());
        assertTrue(ManifestDiff.between(other, other).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void the_way_back_has_the_same_items(int seed) {
        GeneratedManifests generated = new GeneratedManifests(seed, 3);
        Manifest one = generated.one();
        Manifest other = generated.one();
        assertEquals(names(ManifestDiff.between(one, other)), names(ManifestDiff.between(other, one)));
    }

    @Test
    void a_changed_attribute_is_told_and_nothing_else() {
        ManifestDiff diff = ManifestDiff.between(
                manifest(copy("/etc/a", "0644"), copy("/etc/b", "0644")),
                manifest(copy("/etc/a", "0600"), copy("/etc/b", "0644")));
        assertEquals(
                List.of(item("/etc/a", ManifestDiff.Kind.CHANGED, new ManifestDiff.Change("mode", "0644", "0600"))),
                diff.items());
    }

    @Test
    void another_type_changes_the_attributes_that_only_one_has() {
        ManifestDiff diff =
                ManifestDiff.between(manifest(directory("/bin", "0755")), manifest(symlink("/bin", "usr/bin")));
        assertEquals(
                List.of(item(
                        "/bin",
                        ManifestDiff.Kind.CHANGED,
                        new ManifestDiff.Change("type", "directory", "symlink"),
                        new ManifestDiff.Change("mode", "0755", ""),
                        new ManifestDiff.Change("owner", "root", ""),
                        new ManifestDiff.Change("group", "root", ""),
                        new ManifestDiff.Change("target", "", "usr/bin"))),
                diff.items());
    }

    @Test
    void a_new_entry_has_all_attributes_and_reasons() {
        ManifestDiff.Item item = ManifestDiff.between(manifest(), manifest(symlink("/lib", "usr/lib")))
                .items()
                .get(0);
        assertEquals(ManifestDiff.Kind.ADDED, item.kind());
        assertEquals(List.of("test"), item.newReasons());
        assertEquals(List.of(), item.oldReasons());
        assertTrue(item.changes().contains(new ManifestDiff.Change("target", "", "usr/lib")));
    }

    @Test
    void a_reason_alone_is_a_difference() {
        Entry.Symlink link = symlink("/lib", "usr/lib");
        Entry other = new Entry.Symlink(link.path(), link.target(), List.of("test", "path of /lib/x"));
        ManifestDiff.Item item =
                ManifestDiff.between(manifest(link), manifest(other)).items().get(0);
        assertEquals(List.of(), item.changes());
        assertEquals(List.of("path of /lib/x"), item.newReasons());
    }

    @Test
    void a_variables_value_is_not_told() {
        ManifestDiff diff = ManifestDiff.between(environment("TOKEN", "s3cret"), environment("TOKEN", "0ther"));
        assertEquals(1, diff.items().size());
        assertFalse(diff.toString().contains("s3cret") || diff.toString().contains("0ther"), diff.toString());
        assertTrue(ManifestDiff.between(environment("A", ""), environment("B", ""))
                        .items()
                        .get(0)
                        .changes()
                        .size()
                == 2);
    }

    private static Manifest environment(String name, String value) {
        Manifest plain = manifest();
        TreeMap<String, String> environment = new TreeMap<>();
        environment.put(name, value);
        return new Manifest(
                new Manifest.Target(List.of("/bin/true"), JailPath.ROOT, "root", environment, "exit", List.of()),
                plain.platform(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static ManifestDiff.Item item(String path, ManifestDiff.Kind kind, ManifestDiff.Change... changes) {
        return new ManifestDiff.Item(ManifestDiff.Section.ENTRY, path, kind, List.of(changes), List.of(), List.of());
    }

    private static List<String> names(ManifestDiff diff) {
        return diff.items().stream().map(item -> item.section() + item.name()).toList();
    }
}
