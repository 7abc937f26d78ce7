package io.jaildeps.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MinimizeCommandTest {
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

    private void add(String entry) throws IOException {
        String text = Files.readString(manifest);
        Files.writeString(manifest, text.replaceFirst("\"entries\": \\[\\n", "\"entries\": [\n  " + entry + ",\n"));
    }

    @Test
    void what_the_proof_does_without_goes_and_the_rest_still_holds() throws Exception {
        add("{\"path\":\"/etc/fstab\",\"type\":\"file\",\"mode\":\"0644\",\"content\":\"empty\",\"why\":[\"test\"]}");
        add("{\"path\":\"/etc/kept\",\"type\":\"fifo\",\"mode\":\"0644\",\"why\":[\"suggested by rule x\"]}");
        Path smaller = work.resolve("smaller.json");
        Typed typed = Typed.run("minimize", "--format", "json", "-o", smaller, manifest);
        assertEquals(ExitStatus.DONE, typed.status(), typed.words());
        JsonNode json = new ObjectMapper().readTree(typed.out());
        assertTrue(json.get("complete").asBoolean());
        String text = Files.readString(smaller);
        assertFalse(text.contains("{\"path\":\"/etc/fstab\""), text);
        assertTrue(text.contains("{\"path\":\"/etc/passwd\""), text);
        assertTrue(text.contains("{\"path\":\"/etc/kept\""), text);
        assertTrue(text.contains("{\"rule\":\"minimized\""), text);
        assertTrue(text.contains("libc.so"), text);
        Typed check = Typed.run("check", smaller);
        assertEquals(ExitStatus.DONE, check.status(), check.words());
    }

    @Test
    void what_changes_the_output_stays_also_where_the_jails_output_is_not_the_hosts() throws IOException {
        // the jail's /etc is not the host's, so the jail never says what the host says
        Typed traced = Typed.run("trace", "-q", "-o", manifest, "--", "ls", "-l", "/etc");
        assertEquals(ExitStatus.DONE, traced.status(), traced.words());
        assertTrue(Files.readString(manifest).contains("{\"path\":\"/etc/passwd\""));
        Path smaller = work.resolve("smaller.json");
        Typed typed = Typed.run("minimize", "-o", smaller, manifest);
        assertEquals(ExitStatus.DONE, typed.status(), typed.words());
        assertTrue(Files.readString(smaller).contains("{\"path\":\"/etc/passwd\""), typed.words());
        Typed check = Typed.run("check", smaller);
        assertEquals(ExitStatus.DONE, check.status(), check.words());
    }

    @Test
    void when_the_runs_are_used_up_it_says_so() throws Exception {
        String before = Files.readString(manifest);
        Path smaller = work.resolve("smaller.json");
        Typed typed = Typed.run("minimize", "--max-runs", "2", "--format", "json", "-o", smaller, manifest);
        assertEquals(ExitStatus.DONE, typed.status(), typed.words());
        assertFalse(new ObjectMapper().readTree(typed.out()).get("complete").asBoolean());
        assertEquals(before, Files.readString(smaller));
    }

    @Test
    void a_manifest_that_does_not_work_is_not_made_smaller() throws IOException {
        String lacking = Files.readString(manifest).replaceAll("(?m)^  \\{\"path\":\"/etc/passwd\".*\\n", "");
        Files.writeString(manifest, lacking);
        Typed typed = Typed.run("minimize", manifest);
        assertEquals(ExitStatus.FINDINGS, typed.status(), typed.words());
        assertTrue(typed.err().contains("its own jail does not work"), typed.words());
        assertEquals(lacking, Files.readString(manifest));
    }

    /** A script that reads {@code first}, and without it tries {@code second}; it copes with the lack of both. */
    private Typed minimizedScript(String script) throws IOException {
        Files.writeString(work.resolve("first"), "text\n");
        Typed traced = Typed.run(
                "trace", "-q", "-o", manifest, "--cwd", "/", "--", "/bin/sh", "-c", script.replace("W/", work + "/"));
        assertEquals(ExitStatus.DONE, traced.status(), traced.words());
        assertTrue(has("first"));
        Typed typed = Typed.run("minimize", manifest);
        assertEquals(ExitStatus.DONE, typed.status(), typed.words());
        Typed check = Typed.run("check", manifest);
        assertEquals(ExitStatus.DONE, check.status(), check.words());
        return typed;
    }

    private boolean has(String name) throws IOException {
        return Files.readString(manifest).contains("{\"path\":\"" + work.resolve(name) + "\"");
    }

    @Test
    void what_the_program_replaces_by_something_else_stays() throws IOException {
        Files.writeString(work.resolve("second"), "text\n");
        Typed typed = minimizedScript("read -r line 2>/dev/null <W/first || read -r line 2>/dev/null <W/second; true");
        assertTrue(has("first"), typed.words());
    }

    @Test
    void what_the_program_looks_for_elsewhere_stays_though_it_is_nowhere() throws IOException {
        Typed typed = minimizedScript("read -r line 2>/dev/null <W/first || read -r line 2>/dev/null <W/nowhere; true");
        assertTrue(has("first"), typed.words());
    }

    @Test
    void what_the_program_misses_on_its_standard_error_stays() throws IOException {
        Typed typed = minimizedScript("read -r line 2>/dev/null <W/first || echo 'no first' >&2; true");
        assertTrue(has("first"), typed.words());
    }

    @Test
    void what_the_program_makes_anew_stays() throws IOException {
        Typed typed = minimizedScript("read -r line 2>/dev/null <W/first || : >W/made; true");
        assertTrue(has("first"), typed.words());
    }

    @Test
    void what_the_program_reads_and_does_nothing_with_goes() throws IOException {
        Typed typed = minimizedScript("read -r line 2>/dev/null <W/first; true");
        assertFalse(has("first"), typed.words());
    }
}
