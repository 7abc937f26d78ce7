package io.jaildeps.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jaildeps.fixtures.Requires;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program and a library of its own on a small tree, whose library is upgraded, renamed and removed under its jails. */
class UpgradedHostTest {
    @TempDir
    private Path work;

    private Path root;
    private Path manifest;
    private Path jail;
    private Path other;

    @BeforeEach
    void make() throws IOException, InterruptedException {
        Requires.root();
        Requires.that(Files.isExecutable(Path.of("/usr/bin/gcc")), "needs gcc");
        work = work.toRealPath();
        root = Files.createDirectory(work.resolve("root"));
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createDirectories(root.resolve("lib"));
        Files.createDirectories(root.resolve("bin"));
        Files.createDirectories(root.resolve("etc"));
        Files.writeString(root.resolve("etc/motd"), "hello\n");
        library("libanswer.so.1", "libanswer.so.1.1", "one");
        program("libanswer.so.1.1");
        plain();
        manifest = manifest("program", "/bin/program", "libanswer.so.1", "libanswer.so.1.1");
        jail = work.resolve("jails/program");
        other = work.resolve("jails/other");
        Files.createDirectory(
                work.resolve("jails"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        assertEquals("", build(manifest, jail).err());
        assertEquals("", build(manifest("other", "/etc/motd"), other).err());
        assertEquals("one", answer());
    }

    private void library(String soname, String file, String answer) throws IOException, InterruptedException {
        Path source = Files.writeString(
                work.resolve("library.c"), "const char *answer(void) { return \"" + answer + "\"; }\n");
        run("gcc", "-shared", "-fPIC", "-nostdlib", "-Wl,-soname," + soname, "-o", root.resolve("lib/" + file), source);
        if (!soname.equals(file)) {
            Files.deleteIfExists(root.resolve("lib/" + soname));
            Files.createSymbolicLink(root.resolve("lib/" + soname), Path.of(file));
        }
    }

    /** With the C library and the loader of this machine, at the places where Debian has them. */
    private void program(String library) throws IOException, InterruptedException {
        Path source = Files.writeString(work.resolve("program.c"), """
                #include <stdio.h>
                const char *answer(void);
                int main(void) { fputs(answer(), stdout); return 0; }
                """);
        run("gcc", "-o", root.resolve("bin/program"), source, root.resolve("lib/" + library));
        for (String name : List.of("libc.so.6", "ld-linux-x86-64.so.2")) {
            for (String place : List.of("/lib/x86_64-linux-gnu/", "/lib64/")) {
                Path file = Path.of(place + name);
                if (Files.exists(file)
                        && Files.notExists(root.resolve(file.toString().substring(1)))) {
                    Files.createDirectories(root.resolve(place.substring(1)));
                    Files.copy(file.toRealPath(), root.resolve(file.toString().substring(1)));
                }
            }
        }
    }

    private void plain() throws IOException, InterruptedException {
        run("chmod", "-R", "u=rwX,go=rX", root);
    }

    private static void run(Object... words) throws IOException, InterruptedException {
        List<String> command = Stream.of(words).map(String::valueOf).toList();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), () -> command + "\n" + said);
    }

    /** @param libraries in /lib: a file, or a link and what it leads to */
    private Path manifest(String name, String program, String... libraries) throws IOException {
        List<String> entries = new ArrayList<>(List.of(file(program)));
        if (!program.startsWith("/etc/")) {
            for (String path : List.of("/lib/x86_64-linux-gnu/libc.so.6", "/lib64/ld-linux-x86-64.so.2")) {
                if (Files.exists(root.resolve(path.substring(1)))) {
                    entries.add(file(path));
                }
            }
        }
        if (libraries.length > 0) {
            String last = libraries[libraries.length - 1];
            entries.add(file("/lib/" + last));
            if (libraries.length > 1) {
                entries.add("{\"path\":\"/lib/" + libraries[0] + "\",\"type\":\"symlink\",\"target\":\"" + last
                        + "\",\"why\":[]}");
            }
        }
        return Files.writeString(
                work.resolve(name + ".jail.json"),
                "{\"schema\": 1, \"target\": {\"command\":[\"" + program + "\"],\"cwd\":\"/\",\"user\":\"root\","
                        + "\"environment\":{},\"ready\":\"exit\",\"exercise\":[]},"
                        + "\"platform\": {\"os\":\"linux\",\"arch\":\"x86_64\"}, \"entries\": ["
                        + String.join(",", entries)
                        + "], \"mounts\": [], \"sockets\": [], \"ignored\": [], \"suggestions\": []}");
    }

    private static String file(String path) {
        String mode = path.startsWith("/etc/") ? "0644" : "0755";
        return "{\"path\":\"" + path + "\",\"type\":\"file\",\"mode\":\"" + mode + "\",\"why\":[]}";
    }

    private Typed build(Path from, Path to) {
        return Typed.run("build", "--sysroot", root, from, to);
    }

    private Typed audit(Object... more) {
        List<Object> words = new ArrayList<>(List.of("audit", "--host", root));
        words.addAll(List.of(more));
        return Typed.run(words.toArray());
    }

    /** What the program says in its jail. */
    private String answer() throws IOException, InterruptedException {
        Process process = new ProcessBuilder("chroot", jail.toString(), "/bin/program")
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    private void assertClean(Typed audited) {
        assertEquals(ExitStatus.DONE, audited.status(), audited.words());
        assertTrue(audited.out().contains("nothing found"), audited.words());
    }

    @Test
    void an_upgraded_library_is_named_in_the_stale_jail_only_and_a_build_mends_it()
            throws IOException, InterruptedException {
        assertClean(audit(jail, other));
        library("libanswer.so.1", "libanswer.so.1.1", "another one");
        plain();
        Typed audited = audit(jail, other);
        assertEquals(ExitStatus.FINDINGS, audited.status(), audited.words());
        String text = audited.out().replaceAll("\\s+", " ");
        assertTrue(text.contains("/lib/libanswer.so.1.1 [stale]"), audited.words());
        assertTrue(text.contains(jail + " FAILS: 1 medium"), audited.words());
        assertTrue(text.contains(other + " passes: nothing found"), audited.words());
        assertEquals("one", answer());
        Typed built = build(manifest, jail);
        assertTrue(built.err().contains("changed /lib/libanswer.so.1.1"), built.words());
        assertClean(audit(jail));
        assertEquals("another one", answer());
    }

    @Test
    void a_library_whose_file_has_another_name_now_takes_the_place_of_the_old_one()
            throws IOException, InterruptedException {
        Files.delete(root.resolve("lib/libanswer.so.1.1"));
        library("libanswer.so.1", "libanswer.so.1.2", "two");
        plain();
        Typed audited = audit(jail);
        assertTrue(audited.out().contains("/lib/libanswer.so.1.1  [vanished-on-host]"), audited.words());
        Typed built = build(manifest, jail);
        assertTrue(built.err().contains("replaced /lib/libanswer.so.1.1: by /lib/libanswer.so.1.2"), built.words());
        assertClean(audit(jail));
        assertClean(audit("--manifest", manifest, jail));
        assertEquals("two", answer());
    }

    @Test
    void a_program_that_needs_another_library_now_is_told_by_the_build_and_by_the_audit()
            throws IOException, InterruptedException {
        library("libanswer.so.2", "libanswer.so.2", "three");
        program("libanswer.so.2");
        plain();
        Typed built = build(manifest, jail);
        assertTrue(
                built.err()
                        .contains("warning: /bin/program: needs libanswer.so.2, which the manifest does not bring in;"
                                + " trace again"),
                built.words());
        Typed audited = audit(jail);
        assertTrue(audited.out().contains("/bin/program  [library-missing]"), audited.words());
        Typed mended = build(manifest("program", "/bin/program", "libanswer.so.2"), jail);
        assertEquals(ExitStatus.DONE, mended.status(), mended.words());
        assertClean(audit(jail));
        assertEquals("three", answer());
    }

    @Test
    void a_library_that_is_removed_refuses_the_build_and_the_jail_works_on() throws IOException, InterruptedException {
        Files.delete(root.resolve("lib/libanswer.so.1"));
        Files.delete(root.resolve("lib/libanswer.so.1.1"));
        Typed audited = audit(jail);
        assertTrue(audited.out().contains("/lib/libanswer.so.1.1  [vanished-on-host]"), audited.words());
        Typed built = build(manifest, jail);
        assertEquals(ExitStatus.BAD_INPUT, built.status(), built.words());
        assertEquals("jaildeps: cannot copy /lib/libanswer.so.1.1: it is absent on this host\n", built.err());
        assertEquals("one", answer());
    }
}
