package io.jaildeps.cli;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jaildeps.fixtures.Requires;
import io.jaildeps.host.Tools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandTest {
    /** Descriptor 7 is the root directory, 8 a file that only root can read. */
    private static final List<String> WITH_DESCRIPTORS =
            List.of("sh", "-c", "exec 7</ 8</etc/shadow; exec \"$@\"", "sh");

    /** setuid and sys_chroot: the tools needed them last, and no user of the jail can have them. */
    private static final String BOUNDING = "0000000000040080";

    @TempDir
    private Path folder;

    private CJail jail;

    @BeforeEach
    void makeJail() throws IOException, InterruptedException {
        Requires.root();
        assumeTrue(Requires.rootIsMounted(), "run needs a root that is a mount point");
        for (String tool : List.of("setpriv", "unshare", "mount", "setsid", "env")) {
            Requires.that(Tools.find(tool).isPresent(), tool + " is not installed");
        }
        jail = CJail.in(folder);
    }

    @Test
    void a_program_gets_what_its_manifest_says_and_no_more() throws Exception {
        Typed typed = run(WITH_DESCRIPTORS, "--manifest", jail.manifest());
        assertEquals(
                List.of(
                        "uid 4711 4711 4711",
                        "gid 4712 4712 4712",
                        "groups 4713",
                        "inheritable 0000000000000000",
                        "permitted 0000000000000000",
                        "effective 0000000000000000",
                        "bounding " + BOUNDING,
                        "ambient 0000000000000000",
                        "no_new_privs 0",
                        "umask 022",
                        "cwd /work",
                        "root is its own parent",
                        "descriptors 0 1 2",
                        "terminal 0",
                        "process is another, session of its own",
                        "env COLOUR=a b",
                        "env PATH=/bin"),
                typed.out().lines().toList(),
                typed.words());
        assertEquals(0, typed.status(), typed.words());
        assertEquals("", typed.err());
    }

    @Test
    void what_is_asked_for_is_what_the_program_gets() throws Exception {
        Typed typed = run(
                List.of(),
                "--manifest",
                jail.manifest(),
                "--user",
                "4711:other",
                "--umask",
                "077",
                "--no-new-privs",
                "--namespaces",
                "--private-network",
                "--cwd",
                "/tmp",
                "--env",
                "COLOUR=red");
        Set<String> lines = typed.out().lines().collect(Collectors.toSet());
        assertTrue(
                lines.containsAll(List.of(
                        "uid 4711 4711 4711",
                        "gid 4714 4714 4714",
                        "groups",
                        "umask 077",
                        "no_new_privs 1",
                        "descriptors 0 1 2",
                        "process is another, session of another",
                        "cwd /tmp",
                        "env COLOUR=red",
                        "env USER=worker")),
                typed.words());
    }

    @Test
    void a_user_whom_nobody_knows_is_wrong_usage() throws Exception {
        Typed typed = run(List.of(), "--user", "nosuch-user", "--", "/bin/inside");
        assertEquals(ExitStatus.USAGE, typed.status(), typed.words());
        assertTrue(typed.err().startsWith("jaildeps: cannot run as nosuch-user: "), typed.words());
    }

    @Test
    void root_is_refused_by_whatever_name_it_has() throws Exception {
        for (String user : List.of("root", "0", "twin", "0:4712", "twin:worker")) {
            Typed typed = run(List.of(), "--user", user, "--", "/bin/inside");
            assertEquals(ExitStatus.USAGE, typed.status(), typed.words());
            assertEquals("", typed.out(), typed.words());
            assertTrue(typed.err().startsWith("jaildeps: cannot run as root in "), typed.words());
        }
    }

    @Test
    void root_that_is_allowed_has_the_capabilities_that_were_chosen() throws Exception {
        Typed typed = run(
                List.of(),
                "--user",
                "root",
                "--allow-root",
                "--capabilities",
                "chown,CAP_NET_RAW",
                "--",
                "/bin/inside");
        Set<String> lines = typed.out().lines().collect(Collectors.toSet());
        assertTrue(
                lines.containsAll(
                        List.of("uid 0 0 0", "permitted 0000000000042081", "bounding 0000000000042081", "groups")),
                typed.words());
    }

    @Test
    void the_known_ways_out_fail_for_a_user() throws Exception {
        Typed typed =
                escape(List.of("--user", "worker", "--manifest", jail.manifest().toString()));
        assertEquals(Set.of(), working(typed), typed.words());
        assertEquals(12, typed.out().lines().count(), typed.words());
    }

    @Test
    void the_known_ways_out_fail_for_root_in_the_jail() throws Exception {
        Typed typed = escape(List.of(
                "--user", "root", "--allow-root", "--manifest", jail.manifest().toString()));
        // it has the capability to signal others' processes, and sees them
        assertEquals(Set.of("signal"), working(typed), typed.words());
        assertEquals(12, typed.out().lines().count(), typed.words());
    }

    @Test
    void no_process_outside_can_be_named_in_namespaces() throws Exception {
        Typed typed = escape(List.of(
                "--user",
                "root",
                "--allow-root",
                "--namespaces",
                "--manifest",
                jail.manifest().toString()));
        assertEquals(Set.of(), working(typed), typed.words());
        assertEquals(12, typed.out().lines().count(), typed.words());
    }

    /** Otherwise the tests above could not fail. */
    @Test
    void the_known_ways_out_work_in_a_plain_chroot() throws Exception {
        Path marker = Files.writeString(folder.resolve("marker"), "outside");
        Process outside = new ProcessBuilder("sleep", "600").start();
        try {
            List<String> command = new ArrayList<>(List.of("unshare", "--mount"));
            command.addAll(WITH_DESCRIPTORS);
            command.addAll(List.of("sh", "-c", "mount -t proc proc \"$1/proc\" && exec chroot \"$@\"", "sh"));
            command.addAll(List.of(
                    jail.directory().toString(), "/bin/escape", marker.toString(), String.valueOf(outside.pid())));
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            assertEquals(
                    Set.of(
                            "chroot loop",
                            "inherited directory",
                            "ptrace",
                            "signal",
                            "device",
                            "mount",
                            "umount",
                            "mount namespace",
                            "proc",
                            "file handle"),
                    working(new Typed(0, out, "")),
                    out);
        } finally {
            outside.destroyForcibly().waitFor();
        }
    }

    @Test
    void the_status_is_that_of_the_program() throws Exception {
        for (String namespaces : List.of("--no-new-privs", "--namespaces")) {
            assertEquals(
                    7,
                    run(List.of(), "--user", "worker", namespaces, "--", "inside", "exit", "7")
                            .status());
            assertEquals(
                    128 + 9,
                    run(List.of(), "--user", "worker", namespaces, "--", "inside", "raise", "9")
                            .status());
        }
    }

    @Test
    void signals_are_passed_on() throws Exception {
        assertEquals(42, statusAfter("TERM", "--user", "worker"));
        assertEquals(43, statusAfter("INT", "--user", "worker"));
        assertEquals(42, statusAfter("TERM", "--user", "worker", "--namespaces"));
        assertEquals(43, statusAfter("INT", "--user", "worker", "--namespaces"));
    }

    @Test
    void a_build_tells_of_a_program_that_runs_there() throws Exception {
        Path manifest = CJail.write(folder.resolve("build.json"), CJail.manifest("proc", "/proc"));
        Path host = Files.createDirectory(folder.resolve("host"));
        Files.createDirectory(host.resolve("bin"));
        Files.copy(jail.directory().resolve("bin/inside"), host.resolve("bin/inside"), COPY_ATTRIBUTES);
        Path built = folder.resolve("built");
        assertEquals(0, Typed.run("build", "--sysroot", host, manifest, built).status());
        Process running = start(built, "--user", "4711:4712", "--cwd", "/");
        try {
            assertEquals('r', running.getInputStream().read());
            Typed again = Typed.run("build", "--sysroot", host, manifest, built);
            assertEquals(0, again.status(), again.words());
            assertTrue(again.err().matches("(?s).*warning: process [0-9]+ runs in the old tree.*"), again.words());
        } finally {
            running.descendants().forEach(ProcessHandle::destroyForcibly);
            running.destroyForcibly();
        }
    }

    @Test
    void nothing_stays_mounted_or_made() throws Exception {
        String before = Files.readString(Path.of("/proc/self/mountinfo"));
        run(List.of(), "--manifest", jail.manifest(), "--namespaces");
        assertEquals(before, Files.readString(Path.of("/proc/self/mountinfo")));
        assertFalse(Files.exists(jail.directory().resolveSibling(".jail.jaildeps")));
    }

    @Test
    void a_directory_as_standard_input_is_refused() throws Exception {
        Typed typed = run(List.of("sh", "-c", "exec \"$@\" </", "sh"), "--user", "worker", "--", "/bin/inside");
        assertEquals(ExitStatus.NO_TRACER, typed.status(), typed.words());
        assertEquals(
                "jaildeps: cannot run in a jail: standard input is a directory, which leads out of it\n", typed.err());
    }

    @Test
    void a_mount_that_a_link_would_lead_elsewhere_is_refused() throws Exception {
        Files.delete(jail.directory().resolve("proc"));
        Files.createSymbolicLink(jail.directory().resolve("proc"), folder);
        Typed typed = run(List.of(), "--manifest", jail.manifest());
        assertEquals("jaildeps: cannot mount /proc: /proc is no directory in the jail\n", typed.err(), typed.words());
        assertEquals(ExitStatus.NO_TRACER, typed.status());
    }

    @Test
    void a_manifest_can_not_have_a_disk_mounted() throws Exception {
        Path manifest = CJail.write(folder.resolve("disk.json"), CJail.manifest("ext4\u001b[2J", "/work"));
        Typed typed = run(List.of(), "--manifest", manifest);
        assertEquals(
                "jaildeps: cannot mount /work: no jail gets a file system of type ext4\\x1b[2J mounted\n", typed.err());
    }

    @Test
    void variables_that_the_tools_would_obey_are_refused() throws Exception {
        Typed typed = run(List.of(), "--user", "worker", "--env", "LD_PRELOAD=/tmp/x.so", "--", "/bin/inside");
        assertTrue(typed.err().startsWith("jaildeps: cannot set the variable LD_PRELOAD: "), typed.words());
        assertEquals(ExitStatus.NO_TRACER, typed.status());
    }

    @Test
    void what_can_not_be_run_is_told() throws Exception {
        assertEquals(
                "jaildeps: cannot run as nobody-here: no such user\n",
                run(List.of(), "--user", "nobody-here", "--", "/bin/inside").err());
        assertEquals(
                "jaildeps: cannot run as 999999: it is in no passwd, so give its group too\n",
                run(List.of(), "--user", "999999", "--", "/bin/inside").err());
        assertEquals(
                "jaildeps: cannot run /bin/sh: the jail has no such program\n",
                run(List.of(), "--user", "worker", "--", "/bin/sh").err());
        assertTrue(run(List.of(), "--user", "worker").err().endsWith("no manifest says what; give -- PROGRAM\n"));
        assertTrue(Typed.run("run", folder.resolve("absent")).err().endsWith(": no such directory\n"));
    }

    private Typed run(List<String> starter, Object... words) throws IOException, InterruptedException {
        List<Object> all = new ArrayList<>(List.of("run", jail.directory()));
        all.addAll(List.of(words));
        return Typed.inProcess(starter, folder.resolve("output"), all.toArray());
    }

    /** Beside a process of root outside, and a file that is in no jail. */
    private Typed escape(List<String> options) throws IOException, InterruptedException {
        Path marker = Files.writeString(folder.resolve("marker"), "outside");
        Process outside = new ProcessBuilder("sleep", "600").start();
        try {
            List<Object> words = new ArrayList<>(options);
            words.addAll(List.of("--", "/bin/escape", marker, outside.pid()));
            return run(WITH_DESCRIPTORS, words.toArray());
        } finally {
            outside.destroyForcibly().waitFor();
        }
    }

    private static Set<String> working(Typed typed) {
        return typed.out()
                .lines()
                .filter(line -> !line.endsWith(" fails"))
                .map(line -> line.replace(" WORKS", ""))
                .collect(Collectors.toSet());
    }

    /** The status after the program has said that it is ready and jaildeps got a signal. */
    private int statusAfter(String signal, String... options) throws IOException, InterruptedException {
        Process process = start(jail.directory(), options);
        try {
            assertEquals('r', process.getInputStream().read());
            new ProcessBuilder("sh", "-c", "kill -s \"$1\" \"$2\"", "sh", signal, String.valueOf(process.pid()))
                    .start()
                    .waitFor();
            return process.waitFor();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /** A program that waits for a signal, after it has said that it is ready. */
    private static Process start(Path jail, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "setsid",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.jaildeps.cli.Main",
                "run",
                jail.toString()));
        command.addAll(List.of(options));
        command.addAll(List.of("--", "inside", "wait"));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
