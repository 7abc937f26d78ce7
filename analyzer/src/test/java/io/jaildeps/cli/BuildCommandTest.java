package io.jaildeps.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jaildeps.fixtures.Requires;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    @Test
    void a_lock_that_can_not_be_written_beside_the_manifest_is_warned_of() throws IOException {
        Files.createDirectories(work.resolve("m.jail.lock/taken"));
        Typed typed = Typed.run("build", "--sysroot", root, manifest, work.resolve("jail"));
        assertEquals(ExitStatus.DONE, typed.status(), typed.words());
        assertTrue(typed.err().contains("warning: cannot write " + work.resolve("m.jail.lock") + ": "), typed.words());
        assertTrue(Files.isRegularFile(work.resolve(".jail.jaildeps/manifest.lock")));
        assertEquals("conf", Files.readString(work.resolve("jail/etc/conf")));
    }

    @Test
    void a_dry_run_prints_the_tree_and_writes_nothing() throws IOException {
        Path jail = work.resolve("jail");
        Typed typed = Typed.run("build", "--dry-run", "--sysroot", root, manifest, jail);
        assertEquals(ExitStatus.DONE, typed.status(), typed.words());
        assertEquals(
                "directory 0755 root:root /\ndirectory 0755 root:root /etc\nfile 0644 root:root /etc/conf\n",
                typed.out());
        assertEquals("", typed.err());
        try (Stream<Path> left = Files.list(work)) {
            assertEquals(
                    List.of("m.jail.json", "root"),
                    left.map(path -> String.valueOf(path.getFileName()))
                            .sorted()
                            .toList());
        }
    }

    @Test
    void a_dry_run_of_a_build_that_is_refused_is_refused() throws IOException {
        Files.delete(root.resolve("etc/conf"));
        Typed typed = Typed.run("build", "--dry-run", "--sysroot", root, manifest, work.resolve("jail"));
        assertEquals(ExitStatus.BAD_INPUT, typed.status(), typed.words());
        assertEquals("jaildeps: cannot copy /etc/conf: it is absent on this host\n", typed.err());
    }

    @Test
    void a_refresh_tells_what_will_change_before_it_does() throws IOException {
        Requires.root();
        Path jail = work.resolve("jail");
        write("lib/libx.so.1.2", "old");
        Files.createSymbolicLink(root.resolve("lib/libx.so.1"), Path.of("libx.so.1.2"));
        write("etc/gone", "gone");
        manifest(file("/etc/conf"), file("/etc/gone"), file("/lib/libx.so.1.2"), link("/lib/libx.so.1", "libx.so.1.2"));
        assertEquals(ExitStatus.DONE, build(jail).status());
        assertEquals("", changes(build(jail)), "nothing has changed");

        Files.writeString(root.resolve("etc/conf"), "another");
        write("etc/new", "new");
        Files.delete(root.resolve("lib/libx.so.1.2"));
        Files.delete(root.resolve("lib/libx.so.1"));
        write("lib/libx.so.1.3", "upgraded");
        Files.createSymbolicLink(root.resolve("lib/libx.so.1"), Path.of("libx.so.1.3"));
        Files.setPosixFilePermissions(jail.resolve("etc/conf"), PosixFilePermissions.fromString("rw-rw-rw-"));
        manifest(file("/etc/conf"), file("/etc/new"), file("/lib/libx.so.1.2"), link("/lib/libx.so.1", "libx.so.1.2"));
        String expected = "jaildeps: " + jail + " will change:\n"
                + "  changed /etc/conf: has mode 0666, has another size than the host's\n"
                + "  gone /etc/gone\n"
                + "  new /etc/new\n"
                + "  changed /lib/libx.so.1: leads to libx.so.1.2\n"
                + "  replaced /lib/libx.so.1.2: by /lib/libx.so.1.3\n"
                + "  new /lib/libx.so.1.3\n";
        Typed dry = Typed.run("build", "--dry-run", "--sysroot", root, manifest, jail);
        assertEquals(expected, changes(dry), dry.words());
        assertEquals("conf", Files.readString(jail.resolve("etc/conf")));
        Typed built = build(jail);
        assertEquals(ExitStatus.DONE, built.status(), built.words());
        assertEquals(expected, changes(built), built.words());
        assertEquals("upgraded", Files.readString(jail.resolve("lib/libx.so.1")));
        assertTrue(Files.notExists(jail.resolve("lib/libx.so.1.2")));
        assertTrue(built.err().contains("warning: this host has replaced what the manifest names"), built.words());
        assertTrue(Files.readString(work.resolve("m.jail.lock")).contains("/lib/libx.so.1.3"));
    }

    @Test
    void a_place_that_others_reach_is_warned_of_in_the_words_of_an_audit() throws IOException {
        Requires.root();
        work = work.toRealPath();
        Files.setPosixFilePermissions(work, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path open = Files.createDirectory(work.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path jail = open.resolve("jail");
        Typed built = build(jail);
        Typed audited = Typed.run("audit", "--host", root, "--format", "json", jail);
        List<String> reasons = new ObjectMapper().readTree(audited.out()).findValuesAsText("reason");
        assertEquals(2, reasons.size(), audited.words());
        for (String reason : reasons) {
            assertTrue(built.err().contains("jaildeps: warning: " + reason + "; mend it: chmod "), built.words());
        }
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwx------"));
        assertEquals("", build(jail).err());
        Typed clean = Typed.run("audit", "--host", root, jail);
        assertEquals(ExitStatus.DONE, clean.status(), clean.words());
    }

    @Test
    void jails_that_share_files_through_a_store_have_no_finding_and_with_a_file_of_the_host_one() throws IOException {
        Requires.root();
        write("etc/conf", "conf");
        Path store = work.resolve("store");
        List<Path> jails = List.of(work.resolve("one"), work.resolve("two"));
        for (Path jail : jails) {
            Typed built = Typed.run("build", "--hardlink", store, "--sysroot", root, manifest, jail);
            assertEquals(ExitStatus.DONE, built.status(), built.words());
        }
        assertEquals(3, Files.getAttribute(jails.get(0).resolve("etc/conf"), "unix:nlink"));
        for (Path jail : jails) {
            Typed audited = audit(jail);
            assertEquals(ExitStatus.DONE, audited.status(), audited.words());
            assertTrue(audited.out().contains("nothing found"), audited.words());
        }
        Files.delete(jails.get(1).resolve("etc/conf"));
        Files.createLink(jails.get(1).resolve("etc/conf"), root.resolve("etc/conf"));
        Typed linked = audit(jails.get(1));
        assertTrue(linked.out().contains("hard-link-outside"), linked.words());
        Files.delete(store.resolve("jaildeps-store"));
        Typed unmarked = audit(jails.get(0));
        assertTrue(unmarked.out().contains("hard-link-outside"), unmarked.words());
    }

    private Typed audit(Path jail) {
        return Typed.run("audit", "--host", root, "--manifest", manifest, jail);
    }

    private Typed build(Path jail) {
        return Typed.run("build", "--sysroot", root, manifest, jail);
    }

    /** Without the warnings. */
    private static String changes(Typed typed) {
        return typed.err()
                .lines()
                .filter(line -> !line.startsWith("jaildeps: warning: "))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    private void write(String name, String text) throws IOException {
        Files.createDirectories(root.resolve(name).getParent());
        Files.setPosixFilePermissions(
                Files.writeString(root.resolve(name), text), PosixFilePermissions.fromString("rw-r--r--"));
    }

    private static String file(String path) {
        return "{\"path\":\"" + path + "\",\"type\":\"file\",\"mode\":\"0644\",\"why\":[]}";
    }

    private static String link(String path, String target) {
        return "{\"path\":\"" + path + "\",\"type\":\"symlink\",\"target\":\"" + target + "\",\"why\":[]}";
    }

    private void manifest(String... entries) throws IOException {
        Files.writeString(
                manifest,
                "{\"schema\": 1, \"target\": {\"command\":[\"/etc/conf\"],\"cwd\":\"/\",\"user\":\"root\","
                        + "\"environment\":{},\"ready\":\"exit\",\"exercise\":[]},"
                        + "\"platform\": {\"os\":\"linux\",\"arch\":\"x86_64\"}, \"entries\": ["
                        + String.join(",", entries)
                        + "], \"mounts\": [], \"sockets\": [], \"ignored\": [], \"suggestions\": []}");
    }

    @Test
    void files_of_this_system_are_not_for_a_manifest_of_another() throws IOException {
        manifest(file("/etc/conf"));
        Path other = work.resolve("other.json");
        Files.writeString(other, Files.readString(manifest).replace("x86_64", "m68k"));
        Typed typed = Typed.run("build", other, work.resolve("jail"));
        assertEquals(ExitStatus.BAD_INPUT, typed.status(), typed.words());
        assertTrue(
                typed.err()
                        .startsWith("jaildeps: cannot build " + other + " of this system's files: "
                                + "it is for linux m68k, and this is linux "),
                typed.words());
        assertFalse(Files.exists(work.resolve("jail")));
    }
}
