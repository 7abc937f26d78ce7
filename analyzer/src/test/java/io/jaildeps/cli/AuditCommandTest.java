package io.jaildeps.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jaildeps.audit.Kind;
import io.jaildeps.fixtures.Recorded;
import io.jaildeps.fixtures.Requires;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditCommandTest {
    @TempDir
    private Path work;

    private Path jail;

    @BeforeEach
    void jail() throws IOException {
        Requires.root();
        work = work.toRealPath();
        jail = jailOf("jail");
    }

    private Path jailOf(String name) throws IOException {
        Path made = Files.createDirectory(work.resolve(name));
        open(made);
        open(Files.createDirectory(made.resolve("etc")));
        return made;
    }

    private static void open(Path directory) throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Path dangling(Path in) throws IOException {
        return Files.createSymbolicLink(in.resolve("etc/link"), Path.of("nothing"));
    }

    @Test
    void a_clean_jail_is_status_0() {
        Typed typed = Typed.run("audit", jail);
        assertEquals(ExitStatus.DONE, typed.status(), typed.words());
        assertEquals(jail + ": nothing found; 2 inodes, 0 bytes\n", unwrapped(typed));
        assertEquals("", typed.err());
    }

    private static String unwrapped(Typed typed) {
        return typed.out().replace("\n  ", " ");
    }

    @Test
    void a_finding_is_status_1_unless_it_is_too_mild_or_ignored() throws IOException {
        dangling(jail);
        Typed typed = Typed.run("audit", jail);
        assertEquals(ExitStatus.FINDINGS, typed.status(), typed.words());
        assertTrue(typed.out().contains("low (1)\n  /etc/link  [link-dangling]\n"), typed.words());
        assertEquals(
                ExitStatus.DONE, Typed.run("audit", "--fail-on", "medium", jail).status());
        assertEquals(
                ExitStatus.DONE, Typed.run("audit", "--fail-on=never", jail).status());
        Typed ignoring = Typed.run("audit", jail, "--ignore", "link-dangling:/etc/l*");
        assertEquals(ExitStatus.DONE, ignoring.status(), ignoring.words());
        assertTrue(ignoring.out().contains("Ignored (1)\n  link-dangling:/etc/l*  1\n"), ignoring.words());
    }

    @Test
    void an_ignore_file_needs_reasons() throws IOException {
        dangling(jail);
        Path file = Files.writeString(work.resolve("ignore"), "# ours\n\nlink-dangling:/etc/link # made later\n");
        Typed typed = Typed.run("audit", jail, "--ignore-file", file);
        assertEquals(ExitStatus.DONE, typed.status(), typed.words());
        assertTrue(typed.out().contains("1, since made later"), typed.words());
        Files.writeString(file, "tool\n");
        assertRefused(
                ExitStatus.BAD_INPUT,
                "cannot read ignore file " + file + ": line 1: no reason; write ID[:PATH] # REASON",
                Typed.run("audit", jail, "--ignore-file", file));
        Files.writeString(file, "\nto\u001bol # x\n");
        assertRefused(
                ExitStatus.BAD_INPUT,
                "cannot read ignore file " + file + ": line 2: no finding has the id \"to\\x1bol\"",
                Typed.run("audit", jail, "--ignore-file", file));
    }

    private static void assertRefused(int status, String message, Typed typed) {
        assertEquals(status, typed.status(), typed.words());
        assertEquals("jaildeps: " + message + "\n", typed.err());
        assertEquals("", typed.out());
    }

    @Test
    void what_is_mistyped_or_absent_is_told_in_one_line() throws IOException {
        assertRefused(
                ExitStatus.USAGE,
                "cannot fail on bad: only note, low, medium, high, critical and never",
                Typed.run("audit", jail, "--fail-on", "bad"));
        assertRefused(
                ExitStatus.USAGE,
                "cannot ignore nosuch: no finding has the id \"nosuch\"",
                Typed.run("audit", jail, "--ignore", "nosuch"));
        assertRefused(
                ExitStatus.USAGE,
                "cannot look for program ls: give its absolute path, as it is in the jail",
                Typed.run("audit", jail, "--program", "ls"));
        assertRefused(
                ExitStatus.BAD_INPUT,
                "cannot read rules /nosuch: no such file",
                Typed.run("audit", jail, "--rules", "/nosuch"));
        assertRefused(
                ExitStatus.BAD_INPUT,
                "cannot read lock " + work + ": not a regular file",
                Typed.run("audit", jail, "--lock", work));
        Path lock = Files.writeString(work.resolve("lock"), "{\"schema\": 1,\n\"files\": 3}");
        assertRefused(
                ExitStatus.BAD_INPUT,
                "cannot read lock " + lock + ": line 2: not a list",
                Typed.run("audit", jail, "--lock", lock));
        assertRefused(
                ExitStatus.BAD_INPUT,
                "cannot use host /nosuch: not a directory",
                Typed.run("audit", jail, "--host", "/nosuch"));
        Typed absent = Typed.run("audit", work.resolve("nosuch"));
        assertEquals(ExitStatus.BAD_INPUT, absent.status());
        assertEquals("jaildeps: cannot audit " + work + "/nosuch: no such directory\n", absent.err());
    }

    @Test
    void several_jails_end_with_a_table() throws IOException {
        Path other = jailOf("other");
        dangling(other);
        Path file = Files.writeString(work.resolve("other.jail.json"), "{}");
        Typed typed = Typed.run("audit", jail, other, file);
        assertEquals(ExitStatus.FINDINGS, typed.status(), typed.words());
        assertTrue(typed.out().contains("\nJails (2)\n"), typed.words());
        assertTrue(typed.out().contains("passes: nothing found"), typed.words());
        assertTrue(typed.out().contains("FAILS: 1 low"), typed.words());
        assertEquals("jaildeps: passed over " + file + ": not a directory\n", typed.err());
    }

    @Test
    void json_and_sarif_hold_the_same_findings() throws IOException {
        dangling(jail);
        JsonNode json = new ObjectMapper()
                .readTree(Typed.run("audit", jail, "--format", "json").out());
        assertEquals("link-dangling", json.at("/jails/0/findings/0/id").asText());
        assertEquals(1, json.at("/jails/0/counts/low").asInt());
        assertTrue(json.at("/fails").asBoolean());
        JsonNode sarif = new ObjectMapper()
                .readTree(Typed.run("audit", jail, "--format=sarif").out());
        JsonNode result = sarif.at("/runs/0/results/0");
        assertEquals("link-dangling", result.at("/ruleId").asText());
        assertEquals(
                "link-dangling",
                sarif.at("/runs/0/tool/driver/rules/" + result.at("/ruleIndex").asInt() + "/id")
                        .asText());
        assertEquals(
                "file://" + jail + "/etc/link",
                result.at("/locations/0/physicalLocation/artifactLocation/uri").asText());
    }

    /** @param mounts what a shell does in a mount namespace of its own before it executes its arguments; $0 is the jail */
    private Typed auditedAmid(String mounts) throws IOException, InterruptedException {
        return Typed.inProcess(
                List.of("unshare", "--mount", "sh", "-c", mounts, jail.toString()),
                work.resolve("out"),
                "audit",
                "--format",
                "json",
                jail);
    }

    private static List<String> findings(Typed typed, String... fields) throws IOException {
        List<String> found = new ArrayList<>();
        new ObjectMapper()
                .readTree(typed.out())
                .at("/jails/0/findings")
                .forEach(finding -> found.add(Stream.of(fields)
                        .map(field -> finding.path(field).asText())
                        .collect(Collectors.joining(" "))));
        return found;
    }

    @Test
    void mounts_in_the_jail_are_found_and_not_entered() throws IOException, InterruptedException {
        assumeTrue(Requires.rootIsMounted(), "mounts would be seen outside of the test");
        for (String name : List.of("dev", "proc", "data")) {
            open(Files.createDirectory(jail.resolve(name)));
        }
        String mounts =
                "mount --bind /dev \"$0/dev\" && mount -t proc proc \"$0/proc\" && mount -t tmpfs none \"$0/data\""
                        + " && touch \"$0/data/file\" && exec \"$@\"";
        Typed typed = auditedAmid(mounts);
        List<String> found = findings(typed, "severity", "id", "path");
        assertEquals(
                List.of("critical host-bound /dev", "high mount-inside /proc", "medium mount-inside /data"),
                found,
                typed.words());
    }

    @Test
    void capabilities_and_lists_are_looked_for_beside_mounts_and_not_in_them()
            throws IOException, InterruptedException {
        assumeTrue(Requires.rootIsMounted(), "mounts would be seen outside of the test");
        assumeTrue(Files.isExecutable(Path.of("/usr/sbin/setcap")), "needs libcap2-bin");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/setfacl")), "needs acl");
        open(Files.createDirectories(jail.resolve("data/in")));
        open(Files.createDirectory(jail.resolve("data/beside")));
        String plant = "cp /bin/true \"$1\" && setcap cap_net_raw+ep \"$1\" && setfacl -m u:33:rw \"$1\"; ";
        String mounts =
                "plant() { " + plant + "}; mount -t tmpfs none \"$0/data/in\" && plant \"$0/data/in/tool\" && plant"
                        + " \"$0/data/beside/tool\" && plant \"$0/etc/tool\" && exec \"$@\"";
        Typed typed = auditedAmid(mounts);
        List<String> found = findings(typed, "id", "path");
        found.removeIf(line -> !line.startsWith("file-capability") && !line.startsWith("acl-writable"));
        assertEquals(
                List.of(
                        "file-capability /data/beside/tool",
                        "file-capability /etc/tool",
                        "acl-writable /data/beside/tool",
                        "acl-writable /etc/tool"),
                found,
                typed.words());
    }

    @Test
    void a_jail_that_build_makes_is_clean_with_its_manifest_and_lock() throws IOException {
        Path manifest = Files.writeString(work.resolve("m.jail.json"), """
                {"schema": 1,
                 "target": {"command":["/etc/passwd"],"cwd":"/","user":"nobody","environment":{},"ready":"exit","exercise":[]},
                 "platform": {"os":"linux","arch":"x86_64"},
                 "entries": [
                  {"path":"/dev/null","type":"device","device":"c 1:3","mode":"0666","why":["test"]},
                  {"path":"/etc/passwd","type":"file","mode":"0644","content":"users","keep":["root"],"why":["test"]},
                  {"path":"/etc/shells","type":"file","mode":"0644","why":["test"]},
                  {"path":"/tmp","type":"directory","mode":"1777","owner":"root","group":"root","why":["test"]},
                  {"path":"/var/lib/x","type":"directory","mode":"0700","owner":"nobody","group":"nogroup","why":["test"]},
                  {"path":"/var/tmp","type":"symlink","target":"../tmp","why":["test"]}],
                 "mounts": [{"path":"/proc","fstype":"proc","why":["test"]}],
                 "sockets": [], "ignored": [], "suggestions": []}
                """);
        Path made = work.resolve("made");
        Typed built = Typed.run("build", manifest, made);
        assertEquals(ExitStatus.DONE, built.status(), built.words());
        Typed clean = Typed.run("audit", made, "--manifest", manifest);
        assertEquals(ExitStatus.DONE, clean.status(), clean.words());
        assertTrue(unwrapped(clean).contains(": nothing found; "), clean.words());
        Files.writeString(made.resolve("etc/shells"), "/bin/sh\n");
        Files.writeString(made.resolve("tmp/state"), "x");
        Typed changed = Typed.run("audit", made, "--manifest", manifest);
        assertEquals(ExitStatus.FINDINGS, changed.status(), changed.words());
        assertTrue(changed.out().contains("high (1)\n  /etc/shells  [changed-since-lock]\n"), changed.words());
        assertTrue(changed.out().contains("\n  $ jaildeps build " + manifest + " " + made + "\n"), changed.words());
    }

    @Test
    void every_kind_is_described() throws IOException {
        String page = Files.readString(Recorded.project().resolve("docs/audit.md"));
        for (Kind kind : Kind.values()) {
            assertTrue(page.contains("`" + kind.id() + "`"), kind.id());
        }
    }
}
