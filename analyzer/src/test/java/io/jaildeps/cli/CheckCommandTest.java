package io.jaildeps.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jaildeps.manifest.ManifestWriter;
import io.jaildeps.manifest.Manifests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {
    @TempDir
    private Path work;

    private Path manifest;

    @BeforeEach
    void trace() throws IOException {
        assumeTrue(Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0), "needs root");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/strace")), "needs strace");
        manifest = work.resolve("cat.json");
        Typed traced = Typed.run("trace", "-q", "-o", manifest, "--", "cat", "/etc/passwd");
        assertEquals(ExitStatus.DONE, traced.status(), traced.words());
    }

    private JsonNode check(int status, Path file, String... options) throws IOException {
        Object[] words = Stream.concat(Stream.of("check", "--format", "json", file), Stream.of(options))
                .toArray();
        Typed typed = Typed.run(words);
        assertEquals(status, typed.status(), typed.words());
        return new ObjectMapper().readTree(typed.out());
    }

    private Path changed(String from, String to) throws IOException {
        String before = Files.readString(manifest);
        String after = before.replaceAll(from, to);
        assertTrue(!before.equals(after), before);
        return Files.writeString(work.resolve("changed.json"), after);
    }

    @Test
    void a_manifest_holds_where_it_was_made_and_nothing_is_left() throws IOException {
        List<Path> before = left();
        JsonNode json = check(ExitStatus.DONE, manifest);
        assertTrue(json.get("holds").asBoolean());
        assertEquals("works", json.at("/proof/result").asText());
        assertEquals(before, left());
    }

    private static List<Path> left() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/var/tmp"))) {
            return files.filter(path -> path.getFileName().toString().startsWith(".jaildeps"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void what_the_manifest_lacks_is_missed_in_its_jail_and_told_of_the_new_trace() throws IOException {
        JsonNode json = check(ExitStatus.FINDINGS, changed("(?m)^  \\{\"path\":\"/etc/passwd\".*\\n", ""));
        assertEquals("fails", json.at("/proof/result").asText());
        assertEquals("/etc/passwd", json.at("/proof/missing/0").asText());
        assertEquals("/etc/passwd", json.at("/stale/0/name").asText());
        assertEquals("added", json.at("/stale/0/kind").asText());
    }

    @Test
    void another_mode_is_a_difference_though_the_jail_works() throws IOException {
        JsonNode json =
                check(ExitStatus.FINDINGS, changed("(\"/etc/passwd\",\"type\":\"file\",\"mode\":\")0644", "$10600"));
        assertEquals("works", json.at("/proof/result").asText());
        assertEquals("mode", json.at("/stale/0/changes/0/attribute").asText());
    }

    @Test
    void what_no_run_needs_is_a_finding_unless_it_is_allowed_or_was_taken_in() throws IOException {
        String entry =
                "  {\"path\":\"/etc/fstab\",\"type\":\"file\",\"mode\":\"0644\",\"content\":\"empty\",\"why\":[\"WHY\"]},\n";
        Path more = changed("(?m)^(  \\{\"path\":\"/etc/passwd\")", entry + "$1");
        assertEquals(
                "/etc/fstab",
                check(ExitStatus.FINDINGS, more).at("/unused/0/name").asText());
        assertTrue(check(ExitStatus.DONE, more, "--allow-unused").get("holds").asBoolean());
        Files.writeString(more, Files.readString(more).replace("WHY", "suggested by rule x"));
        assertTrue(check(ExitStatus.DONE, more).get("holds").asBoolean());
    }

    @Test
    void a_jail_that_can_not_be_made_is_a_finding() throws IOException {
        JsonNode json = check(ExitStatus.FINDINGS, changed("/etc/passwd\",\"type", "/etc/nosuch\",\"type"));
        assertEquals("refused", json.at("/proof/result").asText());
        assertTrue(json.at("/proof/problems/0").asText().contains("/etc/nosuch"), json.toString());
    }

    @Test
    void the_manifest_knows_which_exit_status_is_right() throws IOException {
        Typed traced = Typed.run("trace", "-q", "--expect-status", 3, "-o", manifest, "--", "/bin/sh", "-c", "exit 3");
        assertEquals(ExitStatus.DONE, traced.status(), traced.words());
        assertEquals(
                "works", check(ExitStatus.DONE, manifest).at("/proof/result").asText());
        JsonNode other = check(ExitStatus.FAILS_ON_HOST, manifest, "--expect-status", "0");
        assertEquals("it exited with status 3", other.at("/proof/problems/0").asText());
    }

    @Test
    void what_is_usual_is_not_written_down() throws IOException {
        String text = Files.readString(manifest);
        assertTrue(text.contains("\"exercise\":[]},\n"), text);
    }

    @Test
    void that_the_target_says_something_else_than_on_the_host_is_told() throws IOException {
        Typed.run("trace", "-q", "-o", manifest, "--", "ls", "/etc");
        assertTrue(Typed.run("check", manifest).out().contains("describes, but its output is not the"));
        JsonNode json = check(ExitStatus.DONE, manifest);
        assertTrue(json.get("holds").asBoolean());
        assertTrue(json.at("/proof/difference").asText().startsWith("its output is not the host's"), json.toString());
        assertTrue(json.at("/passes/1/ending").asText().contains("; its output is not"), json.toString());
    }

    @Test
    void a_target_that_is_not_here_or_fails_here_proves_nothing() throws IOException {
        Typed absent = Typed.run("check", changed("\\[\"/usr/bin/cat\"", "[\"/nosuch/cat\""));
        assertEquals(ExitStatus.FAILS_ON_HOST, absent.status(), absent.words());
        assertEquals("jaildeps: cannot run /nosuch/cat on the host itself: no such file\n", absent.err());
        JsonNode json = check(ExitStatus.FAILS_ON_HOST, changed(",\"/etc/passwd\"\\]", ",\"/nosuch\"]"));
        assertEquals("fails-on-host", json.at("/proof/result").asText());
    }

    @Test
    void a_manifest_that_can_not_be_run_is_refused_in_one_line() throws IOException {
        Path odd = work.resolve("odd.json");
        Files.writeString(odd, new ManifestWriter().write(Manifests.manifest()).replace("x86_64", "m68k"));
        Typed other = Typed.run("check", odd);
        assertEquals(ExitStatus.BAD_INPUT, other.status(), other.words());
        assertTrue(other.err().contains("it is for linux m68k"), other.words());
        for (String[] change : new String[][] {
            {"\"/bin/true\"", "\"bin/true\""},
            {"\"/bin/true\"", "\"/bin/true\",\"\\\\u0000\""},
            {"\"ready\":\"exit\"", "\"ready\":\"never\""},
            {"\"cwd\":\"/\"", "\"cwd\":\"/nosuch\""},
            {"\"user\":\"root\"", "\"user\":\"no\\\\u001bbody\""},
            {"\"environment\":\\{\\}", "\"environment\":{\"A=B\":\"c\"}"},
        }) {
            String text = new ManifestWriter().write(Manifests.manifest());
            Files.writeString(odd, text.replaceAll(change[0], change[1]));
            Typed typed = Typed.run("check", odd);
            assertTrue(typed.status() == ExitStatus.BAD_INPUT || typed.status() == ExitStatus.USAGE, typed.words());
            assertEquals(1, typed.err().lines().count(), typed.words());
        }
    }
}
