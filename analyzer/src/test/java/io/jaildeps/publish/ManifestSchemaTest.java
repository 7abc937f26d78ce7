package io.jaildeps.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.jaildeps.manifest.BadManifest;
import io.jaildeps.manifest.Lock;
import io.jaildeps.manifest.LockWriter;
import io.jaildeps.manifest.Manifest;
import io.jaildeps.manifest.ManifestReader;
import io.jaildeps.manifest.ManifestWriter;
import io.jaildeps.manifest.Manifests;
import io.jaildeps.path.JailPath;
import io.jaildeps.reports.JsonRenderer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The published schema, the writer and the reader must agree on what a manifest is. */
class ManifestSchemaTest {
    static Stream<Manifest> manifests() {
        return Stream.of(Manifests.complete(), Manifests.hostile(), Manifests.unverified());
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void what_is_written_keeps_the_schema_and_is_read_again(Manifest manifest) throws Exception {
        String json = new ManifestWriter().write(manifest);
        assertEquals(List.of(), errors("manifest", json));
        assertEquals(manifest, new ManifestReader().read(json.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void a_lock_that_is_written_keeps_its_schema() throws IOException {
        Lock lock = new Lock(List.of(
                new Lock.File(JailPath.of("/bin/ls"), 1, "0".repeat(64), "coreutils", "9.1-1"),
                new Lock.File(JailPath.ofBytes("/tmp/\u0080\u001b"), 0, "a".repeat(64), "", "")));
        assertEquals(List.of(), errors("lock", new LockWriter().write(lock)));
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void a_published_report_keeps_its_schema(Manifest manifest) throws IOException {
        assertEquals(List.of(), errors("manifest-report", new JsonRenderer().render(ManifestReports.of(manifest))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"/lib\"                 | \"lib\"",
                "\"/lib\"                 | \"/lib/\"",
                "\"/lib\"                 | \"/lib/../x\"",
                "\"/lib\"                 | \"/./lib\"",
                "\"/lib\"                 | \"//lib\"",
                "\"/lib\"                 | \"/lib/..\"",
                "\"symlink\"              | \"hardlink\"",
                "\"usr/lib\"              | \"\"",
                "\"c 1:3\"                | \"c 1,3\"",
                "\"0666\"                 | \"666 \"",
                "\"4755\"                 | \"04755\"",
                "\"owner\":\"sshd\"       | \"owner\":\"../x\"",
                "\"owner\":\"sshd\"       | \"user\":\"sshd\"",
                "\"secret\":true          | \"secret\":1",
                "\"content\":\"empty\"    | \"content\":\"random\"",
                "\"content\":\"empty\"    | \"content\":\"empty\",\"keep\":[]",
                "\"keep\":[]              | \"keep\":\"root\"",
                "\"count\":8              | \"count\":\"8\"",
                "\"schema\": 1            | \"schema\": 2",
                "\"mounts\"               | \"mountains\""
            })
    void schema_and_reader_refuse_the_same(String right, String wrong) throws IOException {
        String json = new ManifestWriter().write(Manifests.complete());
        assertTrue(json.contains(right), right);
        String changed = json.replace(right, wrong);
        assertFalse(errors("manifest", changed).isEmpty());
        assertThrows(BadManifest.class, () -> new ManifestReader().read(changed.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void lists_may_be_absent() throws Exception {
        String json = "{\"schema\":1,\"target\":{\"command\":[\"/bin/ls\"],\"cwd\":\"/\",\"user\":\"root\","
                + "\"environment\":{},\"ready\":\"exit\",\"exercise\":[]},"
                + "\"platform\":{\"os\":\"linux\",\"arch\":\"x86_64\"}}";
        assertEquals(List.of(), errors("manifest", json));
        assertEquals(
                List.of(),
                new ManifestReader().read(json.getBytes(StandardCharsets.UTF_8)).entries());
    }

    private static List<?> errors(String schema, String json) throws IOException {
        String resource = "/io/jaildeps/schema/" + schema + ".schema.json";
        try (InputStream in = Objects.requireNonNull(JsonRenderer.class.getResourceAsStream(resource))) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .validate(json, InputFormat.JSON);
        }
    }
}
