package io.jaildeps.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jaildeps.manifest.Manifest;
import io.jaildeps.manifest.ManifestWriter;
import io.jaildeps.manifest.Manifests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MergeCommandTest {
    @TempDir
    private Path work;

    private Path write(String name, Manifest manifest) throws IOException {
        return Files.writeString(work.resolve(name), new ManifestWriter().write(manifest));
    }

    @Test
    void a_merge_is_written_and_its_order_does_not_matter() throws IOException {
        Path a = write("a.json", Manifests.manifest(Manifests.copy("/etc/a", "0644")));
        Path b = write("b.json", Manifests.manifest(Manifests.copy("/etc/b", "0644")));
        Path out = work.resolve("out.json");
        Typed typed = Typed.run("merge", a, b, "-o", out);
        assertEquals(new Typed(ExitStatus.DONE, "", ""), typed);
        assertEquals(
                Files.readString(out), Typed.run("merge", b, a, b, "-o", "-").out());
        assertTrue(Files.readString(out).contains("/etc/a"));
        assertTrue(Files.readString(out).contains("/etc/b"));
    }

    @Test
    void contradictions_name_their_files_and_nothing_is_written() throws IOException {
        Path a = write("a.json", Manifests.manifest(Manifests.copy("/etc/a", "0644")));
        Path b = write("b\u001b.json", Manifests.manifest(Manifests.copy("/etc/a", "0600")));
        Path out = Files.writeString(work.resolve("out.json"), "before");
        Typed typed = Typed.run("merge", a, b, "-o", out);
        assertEquals(ExitStatus.BAD_INPUT, typed.status());
        assertEquals(
                "jaildeps: cannot merge /etc/a: mode is 0644 in " + a + " and 0600 in " + work + "/b\\x1b.json\n",
                typed.err());
        assertEquals("before", Files.readString(out));
    }

    @Test
    void another_run_can_be_chosen_as_the_target() throws IOException {
        Manifest plain = Manifests.manifest();
        Path a = write("a.json", plain);
        Path b = write("b.json", plain.withTarget(Manifests.complete().target()));
        Typed chosen = Typed.run("merge", a, b, "-o", "-");
        assertTrue(chosen.err().contains("warning: the manifests are of different runs"), chosen.words());
        assertTrue(chosen.out().contains("/bin/true"), chosen.words());
        Typed given = Typed.run("merge", "--target", b, a, b, "-o", "-");
        assertEquals("", given.err());
        assertTrue(given.out().contains("/usr/sbin/sshd"), given.words());
    }

    @Test
    void what_is_no_manifest_is_named() throws IOException {
        Path a = write("a.json", Manifests.manifest());
        Path bad = Files.writeString(work.resolve("bad.json"), "{\n\"schema\": 7");
        for (Typed typed :
                List.of(Typed.run("merge", a, bad, "-o", "-"), Typed.run("diff", a, bad), Typed.run("diff", bad, a))) {
            assertEquals(ExitStatus.BAD_INPUT, typed.status());
            assertEquals(
                    "jaildeps: cannot read manifest " + bad + ": line 2: schema 7 is not known, only 1\n", typed.err());
            assertEquals("", typed.out());
        }
    }

    @Test
    void a_diff_says_by_its_status_whether_manifests_differ() throws IOException {
        Path a = write("a.json", Manifests.manifest(Manifests.copy("/etc/a", "0644")));
        Path b = write("b.json", Manifests.manifest(Manifests.copy("/etc/a", "0600")));
        assertEquals(ExitStatus.DONE, Typed.run("diff", a, a).status());
        Typed typed = Typed.run("diff", a, b);
        assertEquals(ExitStatus.FINDINGS, typed.status());
        assertTrue(typed.out().contains("mode 0644 -> 0600"), typed.words());
        Typed json = Typed.run("diff", "--format", "json", a, b);
        assertEquals(ExitStatus.FINDINGS, json.status());
        assertEquals(
                "0600",
                new ObjectMapper()
                        .readTree(json.out())
                        .at("/differences/0/changes/0/after")
                        .asText());
    }
}
