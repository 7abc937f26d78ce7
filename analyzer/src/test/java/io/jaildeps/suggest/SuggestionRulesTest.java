package io.jaildeps.suggest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.jaildeps.manifest.Manifest;
import io.jaildeps.manifest.Manifests;
import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import io.jaildeps.tree.Sysroot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SuggestionRulesTest {
    @TempDir
    private Path root;

    static List<String> shipped() throws IOException {
        List<String> names = new ArrayList<>();
        for (JsonNode name : new ObjectMapper()
                .readTree(SuggestionRules.resource("index.json"))
                .path("rules")) {
            names.add(name.asText());
        }
        return names;
    }

    private static SuggestionRule read(String json) throws BadRule, IOException {
        return SuggestionRules.read(json.getBytes(StandardCharsets.UTF_8), "my.json");
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void a_shipped_rule_keeps_the_schema_and_has_its_name(String name) throws Exception {
        String json = new String(SuggestionRules.resource(name + ".json"), StandardCharsets.UTF_8);
        String schema = new String(SuggestionRules.resource("suggestions.schema.json"), StandardCharsets.UTF_8);
        assertEquals(
                List.of(),
                List.copyOf(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(schema, InputFormat.JSON)
                        .validate(json, InputFormat.JSON)));
        assertEquals(name, read(json).name());
    }

    /** Each rule with a library or path that is its sign, and a path that it suggests. */
    @ParameterizedTest
    @CsvSource({
        "libwrap, /lib/libwrap.so.0, /etc/hosts.deny",
        "resolver, /etc/hosts, /etc/resolv.conf",
        "resolver, /lib/libresolv.so.2, /etc/hosts",
        "tls, /lib/libssl.so.3, /etc/ssl/certs/ca-certificates.crt",
        "name-service-cache, /etc/nscd.conf, /run/nscd/socket",
        "dbus, /lib/libdbus-1.so.3, /run/dbus/system_bus_socket",
        "mysql, /lib/libmariadb.so.3, /run/mysqld/mysqld.sock",
        "postgresql, /lib/libpq.so.5, /run/postgresql/.s.PGSQL.5432",
    })
    void a_rule_suggests_its_paths_to_a_program_with_its_sign_and_to_no_other(String rule, String sign, String path)
            throws Exception {
        Path file = root.resolve(path.substring(1));
        Files.createDirectories(file.getParent());
        Files.writeString(file, "");
        assertTrue(rules(JailPath.of(sign)).contains(rule + " " + path));
        assertTrue(rules(JailPath.of("/etc/other")).stream().noneMatch(text -> text.startsWith(rule + " ")));
    }

    private List<String> rules(JailPath needed) throws BadRule, IOException {
        return suggestions(Set.of(needed), List.of(), Set.of()).stream()
                .map(suggestion -> suggestion.rule() + " " + suggestion.path())
                .toList();
    }

    private List<Manifest.Suggestion> suggestions(Set<JailPath> needed, List<JailPath> programs, Set<JailPath> sockets)
            throws BadRule, IOException {
        return new Suggesting(SuggestionRules.with(List.of()), Set.of())
                .suggestions(new Suggesting.Run(needed, programs, sockets), new Sysroot(HostPath.of(root)));
    }

    @Test
    void a_function_that_a_program_imports_is_a_sign() throws Exception {
        // an ELF header without any segment but one that loads the whole file
        byte[] elf = new byte[256];
        elf[0] = 0x7f;
        elf[1] = 'E';
        elf[2] = 'L';
        elf[3] = 'F';
        elf[4] = 2;
        elf[5] = 1;
        elf[32] = 64; // e_phoff
        elf[54] = 56; // e_phentsize
        elf[56] = 1; // e_phnum
        elf[64] = 1; // PT_LOAD
        elf[96] = (byte) 200; // p_filesz
        System.arraycopy("\0syslog\0localtime\0pthread_exit\0".getBytes(StandardCharsets.US_ASCII), 0, elf, 140, 31);
        Files.createDirectories(root.resolve("etc"));
        Files.writeString(root.resolve("etc/localtime"), "");
        Files.createDirectories(root.resolve("usr/lib64"));
        Files.writeString(root.resolve("usr/lib64/libgcc_s.so.1"), "");
        Files.write(root.resolve("prog"), elf);
        List<String> found = suggestions(Set.of(), List.of(JailPath.of("/prog")), Set.of()).stream()
                .map(suggestion -> suggestion.rule() + " " + suggestion.path())
                .toList();
        assertEquals(List.of("time-zone /etc/localtime", "libgcc /usr/lib64/libgcc_s.so.1", "syslog /dev/log"), found);
        assertEquals(
                2,
                suggestions(Set.of(), List.of(JailPath.of("/prog")), Set.of(JailPath.of("/dev/log")))
                        .size());
    }

    @Test
    void what_the_run_needs_anyway_or_the_system_lacks_is_no_suggestion() throws Exception {
        JailPath libwrap = JailPath.of("/lib/libwrap.so.0");
        JailPath allow = JailPath.of("/etc/hosts.allow");
        assertEquals(List.of(), suggestions(Set.of(libwrap), List.of(), Set.of()));
        Files.createDirectories(root.resolve("etc"));
        Files.writeString(root.resolve("etc/hosts.allow"), "");
        assertEquals(
                List.of(
                        "a program with libwrap asks these whom to let in, see hosts_access(5); without them everybody is"
                                + " let in (it loads libwrap.so.0)"),
                suggestions(Set.of(libwrap), List.of(), Set.of()).get(0).why());
        assertEquals(List.of(), suggestions(Set.of(libwrap, allow), List.of(), Set.of()));
    }

    @Test
    void snippets_are_of_the_sockets_that_a_manifest_names() throws Exception {
        List<SuggestionRule> rules = SuggestionRules.with(List.of());
        List<String> lines = Snippets.of(Manifests.complete(), rules, "/srv/web");
        assertTrue(
                lines.contains("input(type=\"imuxsock\" Socket=\"/srv/web/dev/log\" CreatePath=\"on\")"),
                lines.toString());
        assertTrue(
                lines.stream().noneMatch(line -> line.contains("mysql") || line.contains("${JAIL}")), lines.toString());
        assertEquals(List.of(), Snippets.of(Manifests.manifest(), rules, "/srv/web"));
    }

    @Test
    void the_users_rule_comes_first_and_a_profile_is_no_rule() throws Exception {
        Path own = Files.writeString(
                root.resolve("own.json"),
                "{\"schema\": 1, \"name\": \"tls\", \"why\": \"mine\", \"when\": {\"opened\": [\"/x\"]}, \"paths\": [\"/y\"]}");
        Path profile = Files.writeString(root.resolve("profile.json"), "{\"schema\": 1, \"programs\": [\"x\"]}");
        List<SuggestionRule> rules = SuggestionRules.with(List.of(HostPath.of(own), HostPath.of(profile)));
        assertEquals("mine", rules.get(0).why());
        assertEquals(shipped().size(), rules.size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{                                                       | line 1",
                "{\"schema\": 2}                                         | \"schema\" is not 1",
                "{\"schema\": 1, \"nam\": \"x\"}                         | unknown field \"nam\"",
                "{\"schema\": 1, \"name\": \"x\", \"why\": \"y\"}        | \"when\" is not an object",
                "{\"schema\": 1, \"name\": \"X\", \"why\": \"y\", \"when\": {}} | \"name\" is no word",
                "{\"schema\": 1, \"name\": \"x\", \"why\": \"y\", \"when\": {\"opened\": [\"x\"]}} | not an absolute path",
                "{\"schema\": 1, \"name\": \"x\", \"why\": \"y\", \"when\": {\"symbols\": [\"\"]}} | a symbol is empty",
                "{\"schema\": 1, \"name\": \"x\", \"why\": \"y\", \"when\": {}, \"paths\": \"/\"} | \"paths\" is not a list",
            })
    void a_bad_rule_says_where_and_what(String json, String expected) {
        BadRule bad = assertThrows(BadRule.class, () -> read(json));
        assertTrue(String.valueOf(bad.getMessage()).startsWith("cannot read rule my.json: "), bad.getMessage());
        assertTrue(String.valueOf(bad.getMessage()).contains(expected), bad.getMessage());
    }
}
