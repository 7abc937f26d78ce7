package io.jaildeps.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jaildeps.manifest.Content;
import io.jaildeps.manifest.Entry;
import io.jaildeps.manifest.ManifestWriter;
import io.jaildeps.manifest.Manifests;
import io.jaildeps.manifest.Mode;
import io.jaildeps.manifest.Owner;
import io.jaildeps.path.JailPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainCommandTest {
    private static final String TRACE = """
            17 execve("/bin/true", ["true"], 0x7ffd /* 5 vars */) = 0
            17 access("/etc/ld.so.preload", R_OK) = -1 ENOENT (No such file or directory)
            17 openat(AT_FDCWD, "/bin/../etc/conf", O_RDONLY) = 3
            17 stat("/etc/seen", {st_mode=S_IFREG|0644, st_size=1, ...}) = 0
            17 openat(AT_FDCWD, "/etc/made", O_WRONLY|O_CREAT|O_EXCL, 0600) = 4
            17 openat(AT_FDCWD, "/etc/used", O_RDONLY) = 5
            17 +++ exited with 0 +++
            """;

    @TempDir
    private Path work;

    private Path manifest;
    private Path trace;

    @BeforeEach
    void write() throws IOException {
        Entry program = file("/usr/bin/true", "the target");
        Entry conf = file("/usr/etc/conf", "opened by /bin/true");
        manifest = Files.writeString(
                work.resolve("m.json"),
                new ManifestWriter().write(Manifests.manifest(program, conf, Manifests.symlink("/bin", "usr/bin"))));
        trace = Files.writeString(work.resolve("t.trace"), TRACE);
    }

    private static Entry file(String path, String why) {
        return new Entry.File(
                JailPath.of(path), Mode.parse("0755"), Owner.ROOT, new Content.Copy(), false, List.of(why));
    }

    private JsonNode json(int status, String path) throws IOException {
        Typed typed = Typed.run("explain", "--format", "json", "--trace", trace, manifest, path);
        assertEquals(status, typed.status(), typed.words());
        return new ObjectMapper().readTree(typed.out());
    }

    @Test
    void a_reason_has_its_call_and_the_traces_line() throws IOException {
        // the kernel goes through the link /bin: its .. is /usr
        JsonNode event = json(ExitStatus.DONE, "/usr/etc/conf").at("/chain/1/event");
        assertEquals(3, event.get("line").asInt());
        assertEquals(17, event.get("pid").asInt());
        assertEquals("openat", event.get("call").asText());
        assertEquals("succeeded", event.get("result").asText());
        assertEquals(
                "17 openat(AT_FDCWD, \"/bin/../etc/conf\", O_RDONLY) = 3",
                event.get("text").asText());
    }

    @Test
    void a_path_that_failed_has_the_rule_and_the_call() throws IOException {
        JsonNode json = json(ExitStatus.FINDINGS, "/etc/ld.so.preload");
        assertEquals("ignored", json.get("standing").asText());
        assertTrue(json.get("words").asText().contains("rule loader-preload"), json.toString());
        assertEquals("ENOENT", json.at("/events/0/result").asText());
    }

    @Test
    void what_was_looked_at_made_or_used_is_told_apart() throws IOException {
        assertTrue(json(ExitStatus.FINDINGS, "/etc/seen").get("words").asText().contains("rule only-looked-at"));
        assertTrue(json(ExitStatus.FINDINGS, "/etc/made").get("words").asText().contains("rule state"));
        assertTrue(json(ExitStatus.FINDINGS, "/etc/used").get("words").asText().startsWith("the traced run used it"));
        assertEquals(
                "the traced run never asked for it",
                json(ExitStatus.FINDINGS, "/etc/never").get("words").asText());
    }

    @Test
    void without_a_trace_the_chain_has_no_calls() {
        Typed typed = Typed.run("explain", manifest, "/usr/etc/conf");
        assertEquals(ExitStatus.DONE, typed.status(), typed.words());
        assertTrue(typed.out().contains("opened by /bin/true"), typed.words());
        assertFalse(typed.out().contains("line 3"), typed.words());
    }

    @Test
    void a_trace_from_standard_input_has_no_text() {
        Typed typed = Typed.withInput(TRACE, "explain", "--trace", "-", manifest, "/usr/etc/conf");
        assertTrue(typed.out().contains("openat by process 17"), typed.words());
        assertFalse(typed.out().contains("O_RDONLY"), typed.words());
    }

    @Test
    void a_trace_that_is_none_is_named() throws IOException {
        Path bad = Files.writeString(work.resolve("bad"), "not a trace\n");
        Typed typed = Typed.run("explain", "--trace", bad, manifest, "/x");
        assertEquals(ExitStatus.BAD_INPUT, typed.status());
        assertTrue(typed.err().startsWith("jaildeps: cannot parse " + bad), typed.words());
    }
}
