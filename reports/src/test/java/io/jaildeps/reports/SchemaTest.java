package io.jaildeps.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaTest {
    private static final JsonRenderer JSON = new JsonRenderer();

    static Stream<Arguments> reports() {
        return Stream.of(
                Arguments.of("manifest-report", JSON.render(Samples.manifest())),
                Arguments.of("manifest-report", JSON.render(Samples.hostileManifest())),
                Arguments.of("trace-report", JSON.render(Samples.cleanTrace())),
                Arguments.of("trace-report", JSON.render(Samples.unprovedTrace())),
                Arguments.of("trace-report", JSON.render(Samples.missingTrace())),
                Arguments.of("trace-report", JSON.render(Samples.failingTrace())),
                Arguments.of("trace-report", JSON.render(Samples.hostileTrace())),
                Arguments.of("ldd-report", JSON.render(Samples.ldd())),
                Arguments.of("ldd-report", JSON.render(Samples.hostileLdd())),
                Arguments.of("build-report", JSON.render(Samples.build())),
                Arguments.of("build-report", JSON.render(Samples.refusedBuild())),
                Arguments.of("build-report", JSON.render(Samples.hostileBuild())),
                Arguments.of("audit-report", JSON.render(Samples.audit())),
                Arguments.of("audit-report", JSON.render(Samples.hostileAudit())),
                Arguments.of("explain-report", JSON.render(Samples.neededPath())),
                Arguments.of("explain-report", JSON.render(Samples.unnamedPath())),
                Arguments.of("explain-report", JSON.render(Samples.hostilePath())),
                Arguments.of("check-report", JSON.render(Samples.goodCheck())),
                Arguments.of("check-report", JSON.render(Samples.badCheck())),
                Arguments.of("check-report", JSON.render(Samples.hostileCheck())),
                Arguments.of("minimize-report", JSON.render(Samples.minimized())),
                Arguments.of("diff-report", JSON.render(Samples.diff())),
                Arguments.of("diff-report", JSON.render(Samples.sameDiff())),
                Arguments.of("diff-report", JSON.render(Samples.hostileDiff())),
                Arguments.of("graph-report", JSON.render(ReasonGraph.of(Samples.manifest()))),
                Arguments.of("graph-report", JSON.render(ReasonGraph.of(Samples.hostileManifest()))));
    }

    @ParameterizedTest
    @MethodSource("reports")
    void every_report_keeps_its_schema(String schema, String json) throws IOException {
        assertEquals(List.of(), errors(schema, json));
    }

    @ParameterizedTest
    @MethodSource("reports")
    void a_report_of_another_version_is_refused(String schema, String json) throws IOException {
        assertFalse(
                errors(schema, json.replace("\"schema\": 1", "\"schema\": 2")).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "manifest",
                "lock",
                "manifest-report",
                "trace-report",
                "ldd-report",
                "build-report",
                "audit-report",
                "graph-report",
                "event-line",
                "check-report",
                "minimize-report",
                "diff-report",
                "explain-report",
            })
    void every_schema_is_a_schema(String name) throws IOException {
        String meta = "{\"$ref\": \"https://json-schema.org/draft/2020-12/schema\"}";
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(meta);
        assertEquals(List.of(), List.copyOf(schema.validate(text(name), InputFormat.JSON)));
    }

    @Test
    void every_line_of_an_event_keeps_its_schema() throws IOException {
        StringWriter out = new StringWriter();
        try (JsonLines lines = new JsonLines(out)) {
            for (EventLine line : Samples.events()) {
                lines.write(line);
            }
        }
        List<String> lines = out.toString().lines().toList();
        assertEquals(Samples.events().size(), lines.size());
        for (String line : lines) {
            assertEquals(List.of(), errors("event-line", line), line);
            assertFalse(
                    errors("event-line", line.replace("\"tid\"", "\"thread\"")).isEmpty());
            assertFalse(errors("event-line", line.replace("{\"line\":", "{\"line\":-"))
                    .isEmpty());
        }
    }

    @Test
    void a_lock_names_size_and_digest_and_perhaps_a_package() throws IOException {
        String digest = "0".repeat(64);
        String lock = "{\"schema\":1,\"files\":[{\"path\":\"/bin/ls\",\"size\":1,\"sha256\":\"" + digest
                + "\",\"package\":\"coreutils\",\"version\":\"9.1-1\"},"
                + "{\"path\":\"/etc/hosts\",\"size\":0,\"sha256\":\"" + digest + "\"}]}";
        assertEquals(List.of(), errors("lock", lock));
        assertFalse(errors("lock", lock.replace("/bin/ls", "bin/ls")).isEmpty());
        assertFalse(errors("lock", lock.replace("/bin/ls", "/bin/../ls")).isEmpty());
        assertFalse(errors("lock", lock.replace("/bin/ls", "/bin/ls/")).isEmpty());
        assertFalse(errors("lock", lock.replace("\"size\":0", "\"size\":-1")).isEmpty());
        assertFalse(errors("lock", lock.replace(digest, "abc")).isEmpty());
        assertFalse(errors("lock", lock.replace("\"version\"", "\"release\"")).isEmpty());
    }

    private static List<?> errors(String schema, String json) throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(text(schema))
                .validate(json, InputFormat.JSON);
    }

    private static String text(String name) throws IOException {
        String resource = "/io/jaildeps/schema/" + name + ".schema.json";
        try (InputStream in = Objects.requireNonNull(SchemaTest.class.getResourceAsStream(resource))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
