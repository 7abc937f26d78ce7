package io.jaildeps.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jaildeps.fixtures.Requires;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceCommandTest {
    @TempDir
    private Path work;

    private static void assumeRootAndStrace() throws IOException {
        assumeTrue(Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0), "needs root");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/strace")), "needs strace");
    }

    @Test
    void a_kept_trace_parsed_gives_the_bytes_of_the_unverified_manifest() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/strace")), "needs strace");
        Path traced = work.resolve("traced.json");
        Path kept = work.resolve("kept.trace");
        Typed run = Typed.run("trace", "--no-verify", "--keep-trace", kept, "-o", traced, "--", "ls", "-l", "/etc");
        assertEquals(ExitStatus.DONE, run.status(), run.words());
        assertTrue(run.out().contains("not verified"), run.words());
        Path parsed = work.resolve("parsed.json");
        Typed parse = Typed.run("parse", "-o", parsed, "--user", System.getProperty("user.name"), kept);
        assertEquals(ExitStatus.DONE, parse.status(), parse.words());
        assertEquals(Files.readString(traced), Files.readString(parsed));
    }

    @Test
    void a_kept_trace_of_a_server_gives_the_same_bytes_too() throws Exception {
        Requires.root();
        Requires.that(Files.isExecutable(Path.of("/usr/sbin/sshd")), "needs openssh-server");
        // as its service manager would have made it: parse finds only what is there
        Path locks = Path.of("/run/sshd");
        boolean isMade = Files.notExists(locks);
        if (isMade) {
            Files.createDirectory(
                    locks, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        }
        try {
            sameFromKeptTrace();
        } finally {
            if (isMade) {
                Files.delete(locks);
            }
        }
    }

    private void sameFromKeptTrace() throws Exception {
        Path traced = work.resolve("traced.json");
        Path kept = work.resolve("kept.trace");
        Typed run = Typed.run(
                "trace",
                "--no-verify",
                "--keep-trace",
                kept,
                "-o",
                traced,
                "--",
                "/usr/sbin/sshd",
                "-D",
                "-e",
                "-p",
                "2299");
        assertEquals(ExitStatus.DONE, run.status(), run.words());
        assertTrue(Files.readString(traced).contains("\"ready\":\"tcp:2299\""), run.words());
        Path parsed = work.resolve("parsed.json");
        Typed parse = Typed.run("parse", "--sysroot", "/", "-o", parsed, kept);
        assertEquals(ExitStatus.DONE, parse.status(), parse.words());
        // no trace tells in which network it was recorded
        String told = Files.readString(traced).replace(",\"privateNetwork\":true", "");
        assertEquals(told, Files.readString(parsed));
    }

    @Test
    void a_proved_run_is_reported_as_json_with_what_can_be_repeated() throws Exception {
        assumeRootAndStrace();
        Path manifest = work.resolve("sh.json");
        Typed run = Typed.run(
                "trace",
                "--format",
                "json",
                "--exercise",
                "test -n \"$SCRATCH\"",
                "-o",
                manifest,
                "--",
                "sh",
                "-c",
                ":");
        assertEquals(ExitStatus.DONE, run.status(), run.words());
        JsonNode json = new ObjectMapper().readTree(run.out());
        assertEquals("clean", json.at("/verdict/kind").asText());
        assertEquals(manifest.toString(), json.get("manifest").asText());
        assertEquals("test -n \"$SCRATCH\"", json.at("/exercise/0").asText());
        assertEquals("host", json.at("/passes/0/place").asText());
        assertTrue(Files.isRegularFile(manifest));
    }

    @Test
    void a_target_that_fails_on_the_host_is_status_3_and_writes_nothing() throws Exception {
        assumeRootAndStrace();
        Path manifest = work.resolve("sh.json");
        Typed run = Typed.run("trace", "--format", "json", "-o", manifest, "--", "sh", "-c", "echo why >&2; exit 7");
        assertEquals(ExitStatus.FAILS_ON_HOST, run.status(), run.words());
        assertEquals(
                "fails-on-host",
                new ObjectMapper().readTree(run.out()).at("/verdict/kind").asText());
        assertTrue(run.err().contains("    | why\n"), run.words());
        assertFalse(Files.exists(manifest));
    }

    @Test
    void a_target_reads_what_it_is_given_in_every_run_and_the_manifest_names_it() throws Exception {
        assumeRootAndStrace();
        Path input = Files.writeString(work.resolve("in put"), "a\n/etc/passwd\n");
        Path manifest = work.resolve("sh.json");
        String script = "read first; read second; test \"$first\" = a && cat \"$second\" >/dev/null";
        Typed run = Typed.run("trace", "--stdin", input, "-o", manifest, "--", "sh", "-c", script);
        assertEquals(ExitStatus.DONE, run.status(), run.words());
        String text = Files.readString(manifest);
        assertTrue(text.contains("\"stdin\":\"" + input + "\""), text);
        assertTrue(text.contains("{\"path\":\"/etc/passwd\""), text);
        Typed check = Typed.run("check", manifest);
        assertEquals(ExitStatus.DONE, check.status(), check.words());
        Files.delete(input);
        Typed gone = Typed.run("check", manifest);
        assertEquals(ExitStatus.BAD_INPUT, gone.status(), gone.words());
        assertTrue(gone.err().contains("cannot read " + input + ": no such file"), gone.words());
    }

    @Test
    void a_minimized_manifest_is_smaller_and_holds() throws Exception {
        assumeRootAndStrace();
        Path manifest = work.resolve("perl.json");
        String[] target = {"/usr/bin/perl", "-e", "open(my $f, '<', '/etc/services'); print 1"};
        Typed whole = Typed.run("trace", "-o", manifest, "--", target[0], target[1], target[2]);
        assertEquals(ExitStatus.DONE, whole.status(), whole.words());
        assertTrue(Files.readString(manifest).contains("{\"path\":\"/etc/services\""));
        Typed run = Typed.run("trace", "--minimize", "-o", manifest, "--", target[0], target[1], target[2]);
        assertEquals(ExitStatus.DONE, run.status(), run.words());
        assertFalse(Files.readString(manifest).contains("{\"path\":\"/etc/services\""));
        Typed check = Typed.run("check", manifest);
        assertEquals(ExitStatus.DONE, check.status(), check.words());
        Typed unproved = Typed.run("trace", "--minimize", "--no-verify", "--", "ls");
        assertEquals(ExitStatus.USAGE, unproved.status(), unproved.words());
    }

    @Test
    void what_the_run_on_the_host_removed_is_told() throws Exception {
        assumeRootAndStrace();
        Path file = Files.writeString(work.resolve("file"), "words");
        Typed run = Typed.run("trace", "-o", work.resolve("rm.json"), "--", "rm", file);
        assertEquals(ExitStatus.FINDINGS, run.status(), run.words());
        assertTrue(run.err().contains("the run on the host removed " + file + ": put it back"), run.words());
    }

    @Test
    void input_that_nobody_keeps_has_to_be_given_again() throws Exception {
        assumeRootAndStrace();
        Path manifest = work.resolve("cat.json");
        Path pipe = work.resolve("pipe");
        new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
        Process writer = new ProcessBuilder("sh", "-c", "echo words >\"$1\"", "sh", pipe.toString()).start();
        Typed run = Typed.run("trace", "--stdin", pipe, "-o", manifest, "--", "cat");
        assertEquals(0, writer.waitFor());
        assertEquals(ExitStatus.DONE, run.status(), run.words());
        assertTrue(Files.readString(manifest).contains("\"stdin\":\"-\""), run.words());
        Typed check = Typed.run("check", manifest);
        assertEquals(ExitStatus.BAD_INPUT, check.status(), check.words());
        assertTrue(check.err().contains("give --stdin FILE"), check.words());
        Path again = Files.writeString(work.resolve("again"), "words\n");
        assertEquals(
                ExitStatus.DONE, Typed.run("check", "--stdin", again, manifest).status());
    }

    @Test
    void options_behind_the_program_are_its_own() throws Exception {
        assumeRootAndStrace();
        Typed run = Typed.run("trace", "-o", "-", "ls", "-d", "--format", "commas", "/etc");
        assertEquals(ExitStatus.DONE, run.status(), run.words());
        assertTrue(run.out().contains("\"-d\",\"--format\",\"commas\",\"/etc\""), run.words());
    }

    @Test
    void without_strace_it_is_status_4_and_tells_what_to_install() throws Exception {
        assumeRootAndStrace();
        assumeTrue(Requires.rootIsMounted(), "a mount over strace would be seen outside of the test");
        Path out = work.resolve("out");
        // an empty file that nobody can execute stands before strace, for this process alone
        Path nothing = Files.createFile(work.resolve("nothing"));
        String script = "mount --make-rprivate / 2>/dev/null || :; for at in /usr/bin/strace /bin/strace; do"
                + " mount --bind \"$0\" \"$at\" || exit 99; done; exec \"$@\"";
        List<String> without = List.of("unshare", "--mount", "sh", "-c", script, nothing.toString());
        Typed run = Typed.inProcess(without, out, "trace", "-o", work.resolve("m.json"), "ls");
        assumeTrue(run.status() != 99, "needs to mount");
        assertEquals(ExitStatus.NO_TRACER, run.status(), run.words());
        assertTrue(run.err().startsWith("jaildeps: cannot trace: strace is not installed on this system; install"));
        assertFalse(Files.exists(work.resolve("m.json")));
    }

    @Test
    void a_result_that_can_not_be_printed_is_a_failure() throws Exception {
        Typed run = Typed.inProcess(List.of(), Path.of("/dev/full"), "completion");
        assertEquals(ExitStatus.BAD_INPUT, run.status(), run.words());
        assertEquals("jaildeps: cannot write to standard output: No space left on device\n", run.err());
    }

    @Test
    void a_reader_that_goes_away_is_no_failure() throws Exception {
        Path out = work.resolve("out");
        Typed run = Typed.inProcess(List.of("sh", "-c", "\"$@\" | head -c 1; echo", "sh"), out, "completion");
        assertEquals("", run.err());
    }
}
