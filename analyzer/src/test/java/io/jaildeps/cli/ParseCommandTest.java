package io.jaildeps.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jaildeps.fixtures.Golden;
import io.jaildeps.fixtures.Recorded;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParseCommandTest {
    private static final Path TRACES = Recorded.fixture("traces/own-strace61");

    private static final String TRACE = """
            12 execve("/bin/tool", ["tool", "-x", "a b"], 0x7ffc /* 3 vars */) = 0
            12 openat(AT_FDCWD, "/etc/tool.conf", O_RDONLY|O_CLOEXEC) = 3
            12 openat(AT_FDCWD, "/etc/absent.conf", O_RDONLY) = -1 ENOENT (No such file or directory)
            12 connect(3, {sa_family=AF_UNIX, sun_path="/dev/log"}, 110) = 0
            13 openat(AT_FDCWD, "of-child", O_RDONLY) = 4
            12 clone(child_stack=NULL, flags=CLONE_CHILD_CLEARTID|SIGCHLD) = 13
            12 chdir("/etc") = 0
            12 rename("old", "new") = 0
            12 openat(3, "\\377", O_RDONLY <unfinished ...>
            13 +++ exited with 0 +++
            12 <... openat resumed>) = -1 EACCES (Permission denied)
            12 exit_group(0) = ?
            12 +++ exited with 0 +++
            """;

    @TempDir
    private Path work;

    private Path trace;
    private Path root;

    @BeforeEach
    void sysroot() throws IOException {
        trace = Files.writeString(work.resolve("trace"), TRACE, StandardCharsets.ISO_8859_1);
        root = work.resolve("root");
        Files.createDirectories(root.resolve("bin"));
        Files.createDirectories(root.resolve("etc"));
        Files.writeString(root.resolve("bin/tool"), "#!/bin/tool\n");
        Files.writeString(root.resolve("etc/tool.conf"), "conf");
    }

    @Test
    void a_trace_becomes_a_manifest_of_the_sysroots_files() throws IOException {
        Path manifest = work.resolve("m.json");
        Typed typed = Typed.run("parse", "--sysroot", root, "-o", manifest, trace);
        assertEquals(ExitStatus.DONE, typed.status(), typed.words());
        JsonNode json = new ObjectMapper().readTree(Files.readString(manifest));
        assertEquals(
                "[\"/bin/tool\",\"-x\",\"a b\"]", json.at("/target/command").toString());
        assertEquals("exit", json.at("/target/ready").asText());
        assertEquals(
                List.of("/bin/tool", "/etc/tool.conf"),
                json.get("entries").findValuesAsText("path").stream()
                        .filter(path -> path.indexOf('/', 1) > 0)
                        .toList());
        assertEquals("/dev/log", json.at("/sockets/0/path").asText());
        assertTrue(typed.out().contains("not verified"), typed.words());
    }

    @Test
    void standard_input_and_a_file_give_the_same_bytes() {
        Typed file = Typed.run("parse", "--sysroot", root, "-o", "-", trace);
        Typed piped = Typed.withInput(TRACE, "parse", "--sysroot", root, "-o", "-", "-");
        assertEquals(file.out(), piped.out());
        assertTrue(piped.out().startsWith("{\"schema\": 1,\n"), piped.words());
    }

    @Test
    void several_runs_are_one_manifest_whatever_their_order() throws IOException {
        Path second = Files.writeString(work.resolve("second"), TRACE.replace("tool.conf", "other.conf"));
        Files.writeString(root.resolve("etc/other.conf"), "conf");
        String forth =
                Typed.run("parse", "--sysroot", root, "-o", "-", trace, second).out();
        String back =
                Typed.run("parse", "--sysroot", root, "-o", "-", second, trace).out();
        assertEquals(forth, back);
        assertTrue(forth.contains("\"/etc/tool.conf\"") && forth.contains("\"/etc/other.conf\""), forth);
    }

    @Test
    void what_the_tree_lacks_is_told_and_without_the_target_it_is_a_finding() throws IOException {
        Files.delete(root.resolve("etc/tool.conf"));
        Typed typed = Typed.run("parse", "--sysroot", root, "-o", "-", trace);
        assertEquals(ExitStatus.DONE, typed.status());
        assertTrue(typed.err().contains("1 path that the trace used is not below " + root + ": /etc/tool.conf\n"));
        assertTrue(typed.err().contains("1 relative path could not be placed"), typed.words());
        Files.delete(root.resolve("bin/tool"));
        typed = Typed.run("parse", "--sysroot", root, "-o", "-", trace);
        assertEquals(ExitStatus.FINDINGS, typed.status());
        assertTrue(
                typed.err().contains("cannot find /bin/tool in " + root + ": it has no such program"), typed.words());
    }

    @Test
    void the_report_as_json_says_that_nothing_was_proved() throws IOException {
        Path manifest = work.resolve("m.json");
        Typed typed = Typed.run("parse", "--format", "json", "--sysroot", root, "-o", manifest, trace);
        JsonNode json = new ObjectMapper().readTree(typed.out());
        assertEquals("not-verified", json.at("/verdict/kind").asText());
        assertEquals(manifest.toString(), json.get("manifest").asText());
        assertEquals("exited with status 0", json.at("/passes/0/ending").asText());
    }

    @Test
    void the_format_of_the_traces_and_that_of_the_report_are_told_in_one_word_or_two() throws IOException {
        Path manifest = work.resolve("m.json");
        Typed listed = Typed.run("parse", "--format", "json,strace", "--sysroot", root, "-o", manifest, trace);
        assertEquals(ExitStatus.DONE, listed.status(), listed.words());
        Typed twice =
                Typed.run("parse", "--format", "strace", "--format", "json", "--sysroot", root, "-o", manifest, trace);
        assertEquals(listed.out(), twice.out());
        assertEquals(
                "not-verified",
                new ObjectMapper().readTree(listed.out()).at("/verdict/kind").asText());
    }

    @Test
    void a_format_that_is_told_is_not_doubted() throws IOException {
        Path text = Files.writeString(work.resolve("text"), "Hello\n");
        assertEquals(ExitStatus.BAD_INPUT, Typed.run("parse", "--events", text).status());
        Typed typed = Typed.run("parse", "--events", "--format", "dtruss", text);
        assertEquals(ExitStatus.DONE, typed.status(), typed.words());
        assertTrue(typed.err().contains("line 1: not a line of dtruss: Hello"), typed.words());
    }

    @Test
    void traces_of_different_systems_are_not_merged() throws IOException {
        Path other = Files.writeString(
                work.resolve("mac"),
                "PID/THRD  SYSCALL(args) \t\t = return\n12/0x1:  open(\"/etc/hosts\\0\", 0x0, 0x0)\t\t = 3 0\n");
        Typed typed = Typed.run("parse", "--sysroot", root, "-o", "-", trace, other);
        assertEquals(ExitStatus.BAD_INPUT, typed.status(), typed.words());
        assertTrue(
                typed.err().startsWith("jaildeps: cannot merge traces of different systems: linux and macos;"),
                typed.words());
    }

    @Test
    void a_ktrace_without_paths_has_events_and_no_accesses() throws IOException {
        Path kdump = Files.writeString(
                work.resolve("kdump"), "   817 sh       CALL  open(0x800c0a,0)\n   817 sh       RET   open 3\n");
        for (List<Object> words :
                List.<List<Object>>of(List.of("parse", kdump), List.of("parse", "--accesses", kdump))) {
            Typed typed = Typed.run(words.toArray());
            assertEquals(ExitStatus.BAD_INPUT, typed.status(), typed.words());
            assertTrue(typed.err().contains(": this is a ktrace without path records (NAMI)"), typed.words());
        }
        Typed typed = Typed.run("parse", "--events", kdump);
        assertEquals(ExitStatus.DONE, typed.status(), typed.words());
        assertTrue(
                typed.err().startsWith("jaildeps: warning: the events of " + kdump + " name no files"), typed.words());
        JsonNode opened = new ObjectMapper().readTree(typed.out());
        assertEquals("open", opened.get("call").asText());
        assertEquals(3, opened.get("result").asInt());
        assertTrue(opened.get("path").isNull());
    }

    /** Of each format one line that names a path, with what it must come to. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "strace|open(\"/etc/x\", O_RDONLY) = -1 ENOENT (No such file or directory)",
                "freebsd-truss|open(\"/etc/x\",O_RDONLY,00)\t\t ERR#2 'No such file or directory'",
                "solaris-truss|open(\"/etc/x\", O_RDONLY)                         Err#2 ENOENT",
                "aix-truss|kopen(\"/etc/x\", O_RDONLY)                        Err#2  ENOENT",
                "tusc|open(\"/etc/x\", O_RDONLY, 0) .................... ERR#2 ENOENT",
                "kdump|~   817 sh       CALL  open(0x80,0)\n   817 sh       NAMI  \"/etc/x\"\n   817 sh       RET   open -1 errno 2 No such file or directory~",
                "dtruss|open(\"/etc/x\\0\", 0x0, 0x0)\t\t = -1 Err#2",
                "fs_usage|14:45:24.411951  open                   [  2] (R_____)  /etc/x          0.000024   vim.12",
            })
    void each_format_is_read_told_or_not(String format, String trace) throws IOException {
        Path file = Files.writeString(work.resolve("one"), trace + "\n");
        Typed guessed = Typed.run("parse", "--events", file);
        assertEquals(ExitStatus.DONE, guessed.status(), guessed.words());
        assertEquals(guessed, Typed.run("parse", "--events", "--format", format, file));
        JsonNode event = new ObjectMapper().readTree(guessed.out());
        assertEquals("/etc/x", event.get("path").asText(), guessed.words());
        assertEquals("/etc/x", event.get("resolved").asText(), guessed.words());
        assertEquals(-1, event.get("result").asInt());
        assertEquals("ENOENT", event.get("errno").asText());
    }

    @Test
    void every_tracer_gives_events_with_the_same_fields() throws IOException {
        Path dtruss = Files.writeString(
                work.resolve("dtruss"), "12/0x1f:  open(\"/etc/hosts\\0\", 0x0, 0x0)\t\t = -1 Err#2\n");
        Path fsUsage = Files.writeString(
                work.resolve("fs_usage"),
                "14:45:24.411951  open                   [  2] (R_____)  /etc/hosts          0.000024   vim.12\n");
        List<String> fields =
                List.of("line", "pid", "tid", "call", "path", "dirfd", "resolved", "flags", "result", "errno");
        ObjectMapper json = new ObjectMapper();
        for (Path file : List.of(trace, dtruss, fsUsage)) {
            Typed typed = Typed.run("parse", "--events", file);
            assertEquals(ExitStatus.DONE, typed.status(), typed.words());
            for (String line : typed.out().lines().toList()) {
                List<String> names = new ArrayList<>();
                json.readTree(line).fieldNames().forEachRemaining(names::add);
                names.removeAll(List.of("path2", "dirfd2", "resolved2"));
                assertEquals(fields, names, line);
            }
        }
        JsonNode opened = json.readTree(Typed.run("parse", "--events", dtruss).out());
        assertEquals("/etc/hosts", opened.get("path").asText());
        assertEquals("/etc/hosts", opened.get("resolved").asText());
        assertEquals(12, opened.get("pid").asInt());
        assertEquals(31, opened.get("tid").asInt());
        assertEquals(-1, opened.get("result").asInt());
        assertEquals("ENOENT", opened.get("errno").asText());
    }

    @Test
    void events_are_lines_in_the_traces_order_with_what_each_path_was_resolved_to() throws IOException {
        Typed typed = Typed.run("parse", "--events", "--cwd", "/srv", trace);
        assertEquals(ExitStatus.DONE, typed.status(), typed.words());
        Golden.assertMatches("analyzer/src/test/resources/io/jaildeps/cli/events.jsonl", typed.out());
    }

    @Test
    void accesses_are_lines() throws IOException {
        Typed typed = Typed.run("parse", "--accesses", "--cwd", "/srv", trace);
        Golden.assertMatches("analyzer/src/test/resources/io/jaildeps/cli/accesses.jsonl", typed.out());
        Path file = work.resolve("accesses.jsonl");
        assertEquals(
                ExitStatus.DONE,
                Typed.run("parse", "--accesses", "--cwd", "/srv", "-o", file, trace)
                        .status());
        assertEquals(typed.out(), Files.readString(file));
    }

    @Test
    void the_files_of_a_set_are_found_by_their_common_name_or_given() throws IOException {
        Typed found = Typed.run("parse", "--accesses", TRACES.resolve("ff.out"));
        assertEquals(ExitStatus.DONE, found.status(), found.words());
        try (var files = Files.list(TRACES)) {
            List<Object> words = new ArrayList<>(List.of("parse", "--accesses"));
            files.filter(file -> file.getFileName().toString().startsWith("ff.out."))
                    .sorted()
                    .forEach(words::add);
            assertEquals(found.out(), Typed.run(words.toArray()).out());
        }
        assertTrue(found.out().lines().count() > 50);
    }

    @Test
    void a_file_that_numbers_its_lines_is_no_set() throws IOException {
        Path numbered = Files.copy(TRACES.resolve("f.txt"), work.resolve("trace.1"));
        assertEquals(
                Typed.run("parse", "--events", TRACES.resolve("f.txt")).out(),
                Typed.run("parse", "--events", numbered).out());
    }

    @Test
    void every_line_of_a_recorded_trace_that_names_a_path_is_an_event() throws IOException {
        Typed typed = Typed.run("parse", "--events", TRACES.resolve("f.txt"));
        long opens = Files.readString(TRACES.resolve("f.txt"), StandardCharsets.ISO_8859_1)
                .lines()
                .filter(line -> line.matches("\\d+ +openat\\(.*"))
                .count();
        ObjectMapper json = new ObjectMapper();
        long told = 0;
        long last = 0;
        for (String line : typed.out().lines().toList()) {
            JsonNode event = json.readTree(line);
            told += event.get("call").asText().equals("openat") ? 1 : 0;
            last = Math.max(last, event.get("line").asLong());
        }
        assertEquals(opens, told);
        assertTrue(last > 100);
    }

    @Test
    void of_what_can_not_be_built_no_build_is_proposed() throws IOException {
        Path manifest = work.resolve("m.json");
        assertTrue(Typed.run("parse", "--sysroot", root, "-o", manifest, trace)
                .out()
                .contains("Next:"));
        Files.delete(root.resolve("bin/tool"));
        Typed typed = Typed.run("parse", "--sysroot", root, "-o", manifest, trace);
        assertFalse(typed.out().contains("Next:"), typed.words());
    }

    @Test
    void a_user_whom_the_traced_system_has_not_is_refused() throws IOException {
        Files.writeString(root.resolve("etc/passwd"), "root:x:0:0::/root:/bin/sh\nwww:x:33:33::/srv/www:/bin/sh\n");
        String text = Typed.run("parse", "--sysroot", root, "--user", "www", "-o", "-", trace)
                .out();
        assertTrue(text.contains("\"HOME\":\"/srv/www\""), text);
        Typed typed = Typed.run("parse", "--sysroot", root, "--user", "zzz", "-o", "-", trace);
        assertEquals(ExitStatus.USAGE, typed.status(), typed.words());
        assertEquals("jaildeps: cannot run as zzz: no such user\n", typed.err());
        assertEquals("", typed.out());
    }
}
