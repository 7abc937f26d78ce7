package io.jaildeps.manifest;

import static io.jaildeps.manifest.Manifests.copy;
import static io.jaildeps.manifest.Manifests.directory;
import static io.jaildeps.manifest.Manifests.file;
import static io.jaildeps.manifest.Manifests.manifest;
import static io.jaildeps.manifest.Manifests.symlink;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jaildeps.path.JailPath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ManifestMergeTest {
    private static final ManifestWriter WRITER = new ManifestWriter();

    static Stream<Integer> seeds() {
        return IntStream.range(0, 200).boxed();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void neither_the_order_nor_the_steps_nor_repetitions_of_a_merge_matter(int seed) {
        List<Manifest> manifests = new GeneratedManifests(seed, 0).several();
        String expected = WRITER.write(merged(manifests));
        Random random = new Random(seed);
        for (int i = 0; i < 8; i++) {
            List<Manifest> shuffled = new ArrayList<>(manifests);
            shuffled.add(manifests.get(random.nextInt(manifests.size())));
            Collections.shuffle(shuffled, random);
            assertEquals(expected, WRITER.write(merged(shuffled)), "flat");
            assertEquals(expected, WRITER.write(nested(shuffled, random).orElseThrow()), "nested");
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void a_contradiction_is_one_in_every_order(int seed) {
        List<Manifest> manifests = new GeneratedManifests(seed, 3).several();
        boolean fits = ManifestMerge.of(manifests) instanceof MergeResult.Merged;
        Random random = new Random(seed);
        for (int i = 0; i < 8; i++) {
            List<Manifest> shuffled = new ArrayList<>(manifests);
            Collections.shuffle(shuffled, random);
            Optional<Manifest> merged = nested(shuffled, random);
            assertEquals(fits, merged.isPresent());
            merged.ifPresent(union -> assertEquals(WRITER.write(merged(manifests)), WRITER.write(union)));
        }
    }

    @Test
    void the_generator_makes_contradictions_and_manifests_without() {
        List<Boolean> fits = seeds().map(seed -> new GeneratedManifests(seed, 3).several())
                .map(manifests -> ManifestMerge.of(manifests) instanceof MergeResult.Merged)
                .toList();
        assertTrue(Collections.frequency(fits, true) > 20, fits.toString());
        assertTrue(Collections.frequency(fits, false) > 20, fits.toString());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void all_that_a_manifest_needs_is_in_the_union_with_its_reasons(int seed) {
        List<Manifest> manifests = new GeneratedManifests(seed, 0).several();
        Manifest union = merged(manifests);
        for (Manifest manifest : manifests) {
            for (Entry entry : manifest.entries()) {
                Entry kept = entry(union, entry.path().toString());
                for (String reason : entry.why()) {
                    assertTrue(kept.why().contains(reason) || reason.startsWith("~"), kept + " " + reason);
                }
            }
        }
    }

    @Test
    void one_manifest_alone_stays_as_it_is() {
        assertEquals(Manifests.complete(), merged(List.of(Manifests.complete())));
        assertEquals(Manifests.hostile(), merged(List.of(Manifests.hostile(), Manifests.hostile())));
    }

    @Test
    void more_of_a_file_includes_less() {
        Content users = new Content.Users(List.of("root", "sshd"));
        Content others = new Content.Users(List.of("www"));
        assertEquals(new Content.Copy(), content(new Content.Empty(), users, new Content.Copy()));
        assertEquals(new Content.Users(List.of("root", "sshd", "www")), content(users, others, new Content.Empty()));
        assertEquals(new Content.LoaderCache(), content(new Content.Empty(), new Content.LoaderCache()));
    }

    @Test
    void what_contradicts_is_told_with_the_first_manifest_that_says_it() {
        List<MergeResult.Conflict> conflicts = conflicts(
                manifest(directory("/bin", "0755"), copy("/etc/a", "0644"), symlink("/lib", "usr/lib")),
                manifest(directory("/bin", "0755"), copy("/etc/a", "0644"), symlink("/lib", "usr/lib")),
                manifest(symlink("/bin", "usr/bin"), copy("/etc/a", "0600"), symlink("/lib", "lib64")));
        assertEquals(
                List.of(
                        new MergeResult.Conflict("/bin", "type", Map.of("directory", 0, "symlink", 2)),
                        new MergeResult.Conflict("/etc/a", "mode", Map.of("0644", 0, "0600", 2)),
                        new MergeResult.Conflict("/lib", "target", Map.of("usr/lib", 0, "lib64", 2))),
                conflicts);
    }

    @Test
    void an_entry_beneath_anothers_link_is_a_contradiction() {
        assertEquals(
                List.of(new MergeResult.Conflict("/bin", "type", Map.of("symlink", 0, "an entry beneath", 1))),
                conflicts(
                        manifest(symlink("/bin", "usr/bin"), copy("/usr/bin/ls", "0755")),
                        manifest(copy("/bin/ls", "0755"), copy("/bin/cat", "0755"))));
    }

    @Test
    void what_somebody_verified_stands_for_what_nobody_did() {
        Entry known = copy("/bin/x", "0755");
        Entry guess = new Entry.Unverified(copy("/bin/x", "0644"));
        Entry other = new Entry.Unverified(directory("/bin/x", "0755"));
        assertEquals(known, entry(merged(List.of(manifest(guess), manifest(known), manifest(other))), "/bin/x"));
        assertEquals(
                entry(merged(List.of(manifest(guess), manifest(other))), "/bin/x"),
                entry(merged(List.of(manifest(other), manifest(guess), manifest(guess))), "/bin/x"));
    }

    @Test
    void passwords_of_any_manifest_are_kept() {
        Content one = new Content.Users(List.of("a", "b"), List.of("a"));
        Content two = new Content.Users(List.of("b", "c"), List.of("c"));
        assertEquals(new Content.Users(List.of("a", "b", "c"), List.of("a", "c")), content(one, two));
    }

    @Test
    void another_system_is_a_contradiction() {
        Manifest here = manifest();
        Manifest there = new Manifest(
                here.target(),
                new Manifest.Platform("linux", "aarch64"),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
        assertEquals(
                List.of(new MergeResult.Conflict("platform", "arch", Map.of("x86_64", 0, "aarch64", 1))),
                conflicts(here, there));
    }

    @Test
    void what_is_suggested_here_and_proved_there_is_no_suggestion() {
        Manifest suggests = with(Manifests.manifest(), List.of(), "/etc/hosts.allow");
        Manifest proves = manifest(copy("/etc/hosts.allow", "0644"));
        assertEquals(List.of(), merged(List.of(suggests, proves)).suggestions());
        assertEquals(1, merged(List.of(suggests, manifest())).suggestions().size());
    }

    @Test
    void exercises_of_one_run_are_all_kept_and_those_of_another_run_are_not() {
        Manifest first = with(manifest(), List.of("b", "a"), "/x");
        Manifest second = with(manifest(), List.of("c"), "/x");
        assertEquals(List.of("b", "a"), exercises(first, first));
        assertEquals(List.of("a", "b", "c"), exercises(second, first));
        Manifest.Target other =
                new Manifest.Target(List.of("/bin/zzz"), JailPath.ROOT, "root", new TreeMap<>(), "exit", List.of("d"));
        Manifest third = new Manifest(other, first.platform(), List.of(), List.of(), List.of(), List.of(), List.of());
        assertEquals(List.of("b", "a"), exercises(third, first));
        assertTrue(((MergeResult.Merged) ManifestMerge.of(List.of(third, first))).targetsDiffer());
        assertFalse(((MergeResult.Merged) ManifestMerge.of(List.of(second, first))).targetsDiffer());
    }

    private static List<String> exercises(Manifest... manifests) {
        return merged(List.of(manifests)).target().exercise();
    }

    private static Manifest with(Manifest manifest, List<String> exercise, String suggested) {
        Manifest.Target target = manifest.target();
        return new Manifest(
                new Manifest.Target(
                        target.command(), target.cwd(), target.user(), target.environment(), target.ready(), exercise),
                manifest.platform(),
                manifest.entries(),
                manifest.mounts(),
                manifest.sockets(),
                manifest.ignored(),
                List.of(new Manifest.Suggestion(JailPath.of(suggested), "rule", List.of("because"))));
    }

    private static Content content(Content... contents) {
        List<Manifest> manifests = new ArrayList<>();
        for (Content content : contents) {
            manifests.add(manifest(file("/etc/passwd", "0644", content)));
        }
        return assertInstanceOf(Entry.File.class, entry(merged(manifests), "/etc/passwd"))
                .content();
    }

    private static Entry entry(Manifest manifest, String path) {
        return manifest.entries().stream()
                .filter(entry -> entry.path().toString().equals(path))
                .findFirst()
                .orElseThrow();
    }

    private static List<MergeResult.Conflict> conflicts(Manifest... manifests) {
        return assertInstanceOf(MergeResult.Conflicting.class, ManifestMerge.of(List.of(manifests)))
                .conflicts();
    }

    private static Manifest merged(List<Manifest> manifests) {
        return assertInstanceOf(MergeResult.Merged.class, ManifestMerge.of(manifests))
                .manifest();
    }

    /** Merged in steps that chance chooses; empty if one of them can not be done. */
    private static Optional<Manifest> nested(List<Manifest> manifests, Random random) {
        if (manifests.size() == 1) {
            return Optional.of(manifests.get(0));
        }
        int cut = 1 + random.nextInt(manifests.size() - 1);
        Optional<Manifest> left = nested(manifests.subList(0, cut), random);
        Optional<Manifest> right = nested(manifests.subList(cut, manifests.size()), random);
        if (left.isEmpty() || right.isEmpty()) {
            return Optional.empty();
        }
        return ManifestMerge.of(List.of(left.get(), right.get())) instanceof MergeResult.Merged both
                ? Optional.of(both.manifest())
                : Optional.empty();
    }
}
