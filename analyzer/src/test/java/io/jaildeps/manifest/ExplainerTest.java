package io.jaildeps.manifest;

import static io.jaildeps.manifest.Manifests.symlink;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jaildeps.path.JailPath;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExplainerTest {
    private static final Manifest TREE = Manifests.manifest(
            file("/usr/bin/true", "the target"),
            file("/usr/lib/a.so", "needed by /usr/bin/true", "opened by /bin/true"),
            file("/usr/lib/b.so", "needed by /usr/lib/a.so (RUNPATH /opt)", "~ and 3 more reasons"),
            file("/usr/lib/c (x).so", "needed by /usr/lib/b.so"),
            file("/usr/lib/d.so", "needed by /usr/lib/c (x).so (RUNPATH $ORIGIN)"),
            file("/etc/island", "needed by /etc/gone"),
            file("/etc/ring1", "needed by /etc/ring2"),
            file("/etc/ring2", "needed by /etc/ring1"),
            symlink("/bin", "usr/bin"),
            symlink("/lib", "/usr/lib"),
            symlink("/round", "about"),
            symlink("/about", "round"));

    private static Entry file(String path, String... why) {
        return new Entry.File(JailPath.of(path), Mode.FILE, Owner.ROOT, new Content.Copy(), false, List.of(why));
    }

    private static Explanation explain(Manifest manifest, String path) {
        return new Explainer(manifest).explain(JailPath.of(path));
    }

    private static List<String> chain(String path) {
        return explain(TREE, path).chain().stream()
                .map(step -> step.path() + ": " + step.reason())
                .toList();
    }

    @Test
    void the_chain_goes_from_the_target_to_the_path() {
        assertEquals(
                List.of(
                        "/usr/bin/true: the target",
                        "/usr/lib/a.so: needed by /usr/bin/true",
                        "/usr/lib/b.so: needed by /usr/lib/a.so (RUNPATH /opt)",
                        "/usr/lib/c (x).so: needed by /usr/lib/b.so",
                        "/usr/lib/d.so: needed by /usr/lib/c (x).so (RUNPATH $ORIGIN)"),
                chain("/usr/lib/d.so"));
    }

    @Test
    void a_reason_that_names_the_target_by_a_link_leads_there() {
        Explanation explanation = explain(TREE, "/lib/a.so");
        assertEquals("/usr/lib/a.so", explanation.path().toString());
        assertEquals(List.of(JailPath.of("/lib")), explanation.links());
        assertEquals(2, explanation.chain().size());
        assertEquals(1, explanation.others().size());
    }

    @Test
    void reasons_that_lead_nowhere_or_in_a_circle_end() {
        assertEquals(List.of("/etc/island: needed by /etc/gone"), chain("/etc/island"));
        assertEquals(List.of(), chain("/etc/ring1"));
        assertEquals(Explanation.Standing.ENTRY, explain(TREE, "/etc/ring1").standing());
    }

    @Test
    void links_that_lead_in_a_circle_end() {
        assertEquals(Explanation.Standing.UNNAMED, explain(TREE, "/round/x").standing());
        assertEquals("symlink to about", explain(TREE, "/round").words());
    }

    @Test
    void every_part_of_a_manifest_has_its_standing() {
        Manifest manifest = Manifests.complete();
        assertEquals(
                List.of("ENTRY", "MOUNT", "MOUNT", "SOCKET", "WAY", "IGNORED", "SUGGESTED", "UNNAMED"),
                Stream.of(
                                "/run/sshd",
                                "/proc",
                                "/proc/self/fd",
                                "/dev/log",
                                "/etc",
                                "/usr/lib/a",
                                "/etc/hosts.allow",
                                "/etc/hosts.deny")
                        .map(path -> explain(manifest, path).standing().name())
                        .toList());
        assertTrue(explain(manifest, "/usr/lib/a").words().contains("hwcaps"));
    }

    @Test
    void an_absent_path_gets_the_nearest_and_how_much_is_not_known() {
        Explanation explanation = explain(TREE, "/usr/lib/e.so");
        assertEquals("no run asked for it", explanation.words());
        assertEquals(JailPath.of("/usr/lib/a.so"), explanation.nearest().get(0));
        assertTrue(explain(Manifests.complete(), "/nosuch").words().contains("one of 20 paths"));
    }

    @Test
    void links_lead_as_they_do_for_the_kernel() {
        LinkView links = new LinkView(Manifests.manifest(
                symlink("/a", "b/../c"), symlink("/c", "/d/e"), symlink("/up", "../../x"), symlink("/d/e", "./f//g")));
        assertEquals(
                JailPath.of("/d/f/g/h"), links.follow(JailPath.of("/a/h"), true).path());
        assertEquals(JailPath.of("/a"), links.follow(JailPath.of("/a"), false).path());
        assertEquals(JailPath.of("/x"), links.follow(JailPath.of("/up"), true).path());
    }
}
