package io.jaildeps.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildCommandTest {
    @TempDir
    private Path work;

    private Path root;
    private Path manifest;

    @BeforeEach
    void sysroot() throws IOException {
        root = Files.createDirectory(work.resolve("root"));
        Files.createDirectory(root.resolve("etc"));
        Files.writeString(root.resolve("etc/conf"), "conf");
        manifest = Files.writeString(
                work.resolve("m.jail.json"),
                "{\"schema\": 1, \"target\": {\"command\":[\"/etc/conf\"],\"cwd\":\"/\",\"user\":\"root\","
                        + "\"environment\":{},\"ready\":\"exit\",\"exercise\":[]},"
                        + "\"platform\": {\"os\":\"linux\",\"arch\":\"x86_64\"}, \"entries\": ["
                        + "{\"path\":\"/etc/conf\",\"type\":\"file\",\"mode\":\"0644\",\"why\":[\"opened\"]}],"
                        + "\"mounts\": [], \"sockets\": [], \"ignored\": [], \"suggestions\": []}");
    }

    @Test
    void a_build_as_json_tells_every_inode() throws IOException {
        Path jail = work.resolve("jail");
        Typed typed = Typed.run("build", "--format", "json", "--sysroot", root, manifest, jail);
        assertEquals(ExitStatus.DONE, typed.status(), typed.words());
        JsonNode json = new ObjectMapper().readTree(typed.out());
        assertTrue(json.get("built").asBoolean());
        assertEquals(jail.toString(), json.get("jail").asText());
        assertTrue(json.get("made").findValuesAsText("path").contains("/etc/conf"), typed.words());
        assertEquals(4, json.at("/totals/bytes").asLong());
        assertEquals("conf", Files.readString(jail.resolve("etc/conf")));
    }

    @Test
    void a_refused_build_is_told_twice_as_json_and_as_a_message() throws IOException {
        Files.delete(root.resolve("etc/conf"));
        Typed typed = Typed.run("build", "--format", "json", "--sysroot", root, manifest, work.resolve("jail"));
        assertEquals(ExitStatus.BAD_INPUT, typed.status(), typed.words());
        JsonNode json = new ObjectMapper().readTree(typed.out());
        assertEquals("host", json.get("cause").asText());
        assertTrue(typed.err().startsWith("jaildeps: "), typed.words());
        assertTrue(Files.notExists(work.resolve("jail")));
    }
}
