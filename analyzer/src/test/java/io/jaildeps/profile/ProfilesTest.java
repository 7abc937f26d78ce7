package io.jaildeps.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.jaildeps.manifest.Ready;
import io.jaildeps.path.HostPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ProfilesTest {
    @TempDir
    Path folder;

    private static String resource(String name) throws IOException {
        try (var in = Profiles.class.getResourceAsStream("/io/jaildeps/profiles/" + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static List<String> shipped() throws IOException {
        List<String> names = new ArrayList<>();
        for (JsonNode name : new ObjectMapper().readTree(resource("index.json")).path("profiles")) {
            names.add(name.asText());
        }
        return names;
    }

    private static List<String> errors(String json) throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(resource("profiles.schema.json"), InputFormat.JSON)
                .validate(json, InputFormat.JSON)
                .stream()
                .map(Object::toString)
                .toList();
    }

    private static Profile read(String json) throws BadProfile {
        return new Profiles(List.of()).read(json.getBytes(StandardCharsets.UTF_8), "my.json");
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void aShippedProfileKeepsTheSchemaAndIsRead(String name) throws Exception {
        String json = resource(name + ".json");
        assertEquals(List.of(), errors(json));
        Profile profile = read(json);
        assertEquals(name, profile.name());
        assertTrue(!profile.programs().isEmpty());
        Ready.parse(profile.ready());
        profile.directories().forEach(directory -> {
            assertTrue(directory.path().startsWith("/") || directory.path().startsWith("${"), directory.path());
            assertTrue(directory.mode().matches("[0-7]{4}"), directory.mode());
        });
    }

    @Test
    void noProgramHasTwoProfiles() throws Exception {
        Set<String> programs = new HashSet<>();
        for (String name : shipped()) {
            for (String program : read(resource(name + ".json")).programs()) {
                assertTrue(programs.add(program), program);
                assertEquals(
                        name,
                        new Profiles(List.of())
                                .forProgram(program)
                                .orElseThrow()
                                .name());
            }
        }
    }

    @Test
    void aProgramWithoutAProfileHasNone() throws Exception {
        assertEquals(Optional.empty(), new Profiles(List.of()).forProgram("ls"));
        assertEquals(Optional.empty(), new Profiles(List.of()).forProgram("../sshd"));
    }

    @Test
    void theUsersProfileComesFirst() throws Exception {
        Path own = Files.writeString(
                folder.resolve("own.json"), resource("sshd.json").replace("\"sshd\",\n", "\"mine\",\n"));
        Profiles profiles = new Profiles(List.of(HostPath.of(own)));
        assertEquals("mine", profiles.forProgram("sshd").orElseThrow().name());
        assertEquals("nginx", profiles.forProgram("nginx").orElseThrow().name());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{                                             | line 1",
                "[]                                            | \"schema\" is not 1",
                "3                                             | \"schema\" is not 1",
                "{\"schema\": 2}                               | \"schema\" is not 1",
                "{\"schema\": 1}                               | \"name\" is not text",
                "{\"schema\": 1, \"name\": 3}                  | \"name\" is not text",
                "{\"schema\": 1, \"nam\": \"x\"}               | unknown field \"nam\"",
                "{\"schema\": 1, \"name\": \"x\", \"why\": \"\", \"programs\": [1]} | \"programs\" is not a list of texts",
                "{\"schema\": 1, \"name\": \"x\", \"why\": \"\", \"programs\": \"x\"} | \"programs\" is not a list of texts",
                "{\"schema\": 1, \"name\": \"x\", \"why\": \"\", \"programs\": [\"x\"], \"ready\": \"exit\", \"directories\": [{}]} | \"path\" is not text",
                "{\"schema\": 1, \"name\": \"x\", \"why\": \"\", \"programs\": [\"x\"], \"ready\": \"exit\", \"user\": 3} | \"user\" is not text",
                "{\"schema\": 1, \"name\": \"x\", \"why\": \"\", \"programs\": [\"x\"], \"ready\": \"exit\", \"environment\": {\"A\": 3}} | \"environment\""
            })
    void aBadProfileSaysWhereAndWhat(String json, String expected) {
        BadProfile bad = assertThrows(BadProfile.class, () -> read(json));
        assertTrue(String.valueOf(bad.getMessage()).startsWith("cannot read profile my.json: "), bad.getMessage());
        assertTrue(String.valueOf(bad.getMessage()).contains(expected), bad.getMessage());
    }

    @Test
    void theLineOfASyntaxErrorIsTold() {
        BadProfile bad = assertThrows(BadProfile.class, () -> read("{\n\"schema\": 1,\n\"name\": oops\n}"));
        assertTrue(String.valueOf(bad.getMessage()).contains("line 3"), bad.getMessage());
    }
}
