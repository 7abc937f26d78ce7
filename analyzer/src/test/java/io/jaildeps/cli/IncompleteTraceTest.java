package io.jaildeps.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Traces that do not tell everything: what can not be known is said. */
class IncompleteTraceTest {
    private static final String START = "execve(\"/bin/tool\", [\"tool\"], 0x7ffc /* 3 vars */) = 0\n";

    @TempDir
    private Path work;

    private Path root;

    @BeforeEach
    void sysroot() throws IOException {
        root = work.resolve("root");
        Files.createDirectories(root.resolve("bin"));
        Files.writeString(root.resolve("bin/tool"), "#!/bin/tool\n");
        Files.writeString(root.resolve("bin/other"), "#!/bin/other\n");
    }

    private Typed parse(String name) {
        return Typed.run("parse", "--sysroot", root, "-o", "-", work.resolve(name));
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(work.resolve(name), text);
    }

    @Test
    void calls_that_the_tracer_did_not_know_are_told_with_their_counts() throws IOException {
        write(
                "t",
                "10 " + START + "10 syscall_437(0x3, 0x55db1f08910b, 0x7ffc, 0x18, 0, 0) = 0x7\n"
                        + "10 syscall_437(0x3, 0x55db1f08910b, 0x7ffc, 0x18, 0, 0) = 0x8\n"
                        + "10 syscall_452(0x3, 0x55db1f08910b, 0x1a4, 0, 0, 0) = 0\n");
        String warning = "jaildeps: warning: the trace does not tell which paths 3 calls named, and what they used is"
                + " missing: openat2 (2), fchmodat2 (1); the tracer wrote parts, addresses or nothing in their places: its lines were too short, it was too old for the call, told to, or unable to read the process\n";
        for (String how : List.of("--accesses", "--events", "--count")) {
            assertEquals(warning, Typed.run("parse", how, work.resolve("t")).err());
        }
        Typed typed = parse("t");
        assertEquals(ExitStatus.DONE, typed.status(), typed.words());
        assertEquals(warning, typed.err());
    }

    @Test
    void a_process_that_was_attached_to_is_not_called_by_its_childs_program() throws IOException {
        write(
                "t",
                "10 wait4(-1, 0x7f, 0, NULL) = 9\n10 clone(child_stack=NULL, flags=SIGCHLD) = 11\n11 " + START
                        + "11 +++ exited with 0 +++\n");
        Typed typed = parse("t");
        assertEquals(ExitStatus.BAD_INPUT, typed.status(), typed.words());
        assertTrue(typed.err().contains("the trace's first process starts none"), typed.err());
        typed = Typed.run("parse", "--sysroot", root, "--program", "/bin/other", "-o", "-", work.resolve("t"));
        assertEquals(ExitStatus.DONE, typed.status(), typed.words());
        assertEquals(
                "/bin/other",
                new ObjectMapper().readTree(typed.out()).at("/target/command/0").asText());
    }

    @Test
    void a_trace_without_calls_is_told_so() throws IOException {
        write("t", "dtrace: system integrity protection is on\n\tPID/THRD  SYSCALL(args) \t\t = return\nmeow\n");
        Typed typed = parse("t");
        assertEquals(ExitStatus.BAD_INPUT, typed.status(), typed.words());
        assertTrue(typed.err().contains(": no call in it is about files or processes"), typed.err());
    }

    @Test
    void relative_paths_of_processes_that_nobody_made_are_not_guessed() throws IOException {
        write("t", "10 " + START + "10 chdir(\"/etc\") = 0\n11 open(\"passwd\", O_RDONLY) = 3\n");
        Typed typed = Typed.run("parse", "--sysroot", root, "--cwd", "/srv", "-o", "-", work.resolve("t"));
        assertEquals(ExitStatus.DONE, typed.status(), typed.words());
        assertFalse(typed.out().contains("passwd"), typed.out());
        assertTrue(typed.err().contains("1 relative path could not be placed"), typed.err());
        assertTrue(typed.err().contains("the trace does not tell who made 1 process, "), typed.err());
    }

    @Test
    void relative_paths_are_told_where_accesses_are_printed_too() throws IOException {
        write("t", "open(\"auth.log\", O_RDWR) = 3\nunlink(\"auth.log\") = 0\n");
        String warning =
                "jaildeps: warning: 2 relative paths could not be placed; tell where the target was started by --cwd DIR\n";
        assertEquals(
                warning, Typed.run("parse", "--accesses", work.resolve("t")).err());
        assertEquals(
                "",
                Typed.run("parse", "--accesses", "--cwd", "/root", work.resolve("t"))
                        .err());
    }

    @Test
    void a_ktrace_of_names_alone_is_refused() throws IOException {
        write("t", "  811 ls       NAMI  \"/etc/libmap.conf\"\n  811 ls       NAMI  \"/lib/libc.so.7\"\n");
        Typed typed = Typed.run("parse", "--accesses", work.resolve("t"));
        assertEquals(ExitStatus.BAD_INPUT, typed.status(), typed.words());
        assertTrue(typed.err().contains("only path records (NAMI)"), typed.err());
    }

    @Test
    void a_file_that_a_set_lacks_is_told() throws IOException {
        write(
                "s.10",
                START + "clone(child_stack=NULL, flags=SIGCHLD) = 12\nclone(child_stack=NULL, flags=SIGCHLD) = 11\n");
        write("s.11", "close(3) = 0\n");
        Typed typed = parse("s");
        assertEquals(
                "jaildeps: warning: the set of files has none of 1 thread that its calls made, such as 12\n",
                typed.err());
        assertEquals(ExitStatus.DONE, typed.status());
    }

    @Test
    void a_set_of_two_runs_is_told_and_the_lowest_number_is_the_target() throws IOException {
        write("s.10", START);
        write("s.99", START.replace("tool", "other"));
        Typed typed = parse("s");
        assertEquals(
                "/bin/tool",
                new ObjectMapper().readTree(typed.out()).at("/target/command/0").asText());
        assertTrue(
                typed.err().contains("warning: the set of files has the starts of 2 programs, such as by 10 and 99,"),
                typed.err());
    }

    @Test
    void what_is_no_file_is_not_of_a_set() throws IOException {
        write("s.10", START);
        Files.createSymbolicLink(work.resolve("s.11"), work.resolve("nowhere"));
        assertEquals(
                "jaildeps: cannot read " + work + "/s.11 as one of a set by strace -ff: no such file\n",
                parse("s").err());
        Files.delete(work.resolve("s.11"));
        Files.createDirectory(work.resolve("s.11"));
        assertEquals(
                "jaildeps: cannot read " + work + "/s.11 as one of a set by strace -ff: it is no regular file\n",
                parse("s").err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"truss.out.1", "truss.solaris.2.6", "truss.out.4711.gz"})
    void other_tracers_write_no_sets_whatever_their_files_are_called(String name) throws IOException {
        String truss = """
                execve("/bin/ls", 0x08047D54, 0x08047D60)  argc = 1
                open("/var/ld/ld.config", O_RDONLY)             Err#2 ENOENT
                """;
        Path file = work.resolve(name);
        try (OutputStream out =
                name.endsWith("gz") ? new GZIPOutputStream(Files.newOutputStream(file)) : Files.newOutputStream(file)) {
            out.write(truss.getBytes(StandardCharsets.UTF_8));
        }
        Typed typed = Typed.run("parse", "--accesses", file);
        assertEquals("", typed.err());
        assertEquals(2, typed.out().lines().count(), typed.out());
        // with another one of that name, they are two runs
        Files.copy(file, work.resolve("truss.out.99"));
        assertEquals(
                "",
                Typed.run("parse", "--accesses", file, work.resolve("truss.out.99"))
                        .err());
    }

    @Test
    void a_trace_has_a_name() {
        Typed typed = Typed.run("parse", "--events", "");
        assertEquals(ExitStatus.USAGE, typed.status());
        assertTrue(typed.err().startsWith("jaildeps: cannot read a trace without a name; "), typed.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"//srv///a", "./a", "a", "a/", ".//a", "a/.", "/srv/./a", "b/../a", "../srv/a"})
    void an_event_has_its_path_resolved_however_it_is_written(String path) throws IOException {
        write("t", "10 chdir(\"/srv\") = 0\n10 open(\"" + path + "\", O_RDONLY) = 3\n");
        assertEquals(List.of("/srv", "/srv/a"), resolved());
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "./", "./.", "/srv", "//srv/."})
    void so_has_a_directory(String path) throws IOException {
        write("t", "10 chdir(\"/srv\") = 0\n10 open(\"" + path + "\", O_RDONLY) = 3\n");
        assertEquals(List.of("/srv", "/srv"), resolved());
    }

    private List<String> resolved() throws IOException {
        List<String> resolved = new ArrayList<>();
        for (String line :
                Typed.run("parse", "--events", work.resolve("t")).out().lines().toList()) {
            JsonNode event = new ObjectMapper().readTree(line);
            resolved.add(event.get("resolved").asText());
        }
        return resolved;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "newfstatat(5, NULL, {st_mode=S_IFREG|0644}, AT_EMPTY_PATH)",
                "utimensat(5, NULL, NULL, 0)",
                "futimesat(5, NULL, NULL)",
                "fanotify_mark(4, FAN_MARK_ADD, FAN_OPEN, 5, NULL)",
                "openat(5, 0x10, O_RDONLY)",
                "newfstatat(5, \"\", {st_mode=S_IFREG|0644}, AT_EMPTY_PATH)",
            })
    void an_event_without_a_path_has_the_descriptor_that_it_is_about(String call) throws IOException {
        write("t", "10 " + call + " = 0\n");
        JsonNode event = new ObjectMapper()
                .readTree(Typed.run("parse", "--events", work.resolve("t")).out());
        assertEquals("5", event.get("dirfd").asText());
    }
}
