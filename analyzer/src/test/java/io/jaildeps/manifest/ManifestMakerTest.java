package io.jaildeps.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jaildeps.access.PathUse;
import io.jaildeps.access.Traces;
import io.jaildeps.elf.LibrarySearch;
import io.jaildeps.elf.LoaderEnvironment;
import io.jaildeps.graph.Demand;
import io.jaildeps.graph.FileNeeds;
import io.jaildeps.graph.GraphBuilder;
import io.jaildeps.graph.MountTable;
import io.jaildeps.graph.NamedPaths;
import io.jaildeps.graph.Step;
import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import io.jaildeps.tree.Sysroot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestMakerTest {
    private static final String START = "1 execve(\"/bin/x\", [\"x\"], 0x7ffc /* 3 vars */) = 0";

    @TempDir
    Path root;

    private String user = "";
    private String group = "";

    @BeforeEach
    void tree() throws IOException {
        // whoever runs the test owns the tree: its numbers get names here
        Path self = Files.createDirectory(root.resolve("bin"), mode("rwxr-xr-x"));
        int uid = (int) Files.getAttribute(self, "unix:uid");
        int gid = (int) Files.getAttribute(self, "unix:gid");
        user = uid == 0 ? "root" : "me";
        group = gid == 0 ? "root" : "mine";
        file("/bin/x", 0755, "data");
        file(
                "/etc/passwd",
                0644,
                user + ":x:" + uid + ":" + gid
                        + "::/:/bin/sh\nsshd:x:105:65534::/:/bin/false\nann:x:1000:1000::/:/bin/sh\n");
        file("/etc/group", 0644, group + ":x:" + gid + ":\nnogroup:x:65534:\nann:x:1000:\n");
    }

    private static FileAttribute<?> mode(String text) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
    }

    private void file(String path, int mode, String text) throws IOException {
        Path file = root.resolve(path.substring(1));
        if (!Files.exists(file.getParent())) {
            Files.createDirectories(file.getParent(), mode("rwxr-xr-x"));
        }
        Files.writeString(file, text);
        Files.setAttribute(file, "unix:mode", mode);
    }

    private void directory(String path, int mode) throws IOException {
        Path directory = Files.createDirectories(root.resolve(path.substring(1)));
        Files.setAttribute(directory, "unix:mode", mode);
    }

    private Manifest manifest(List<PathUse> uses, Step... steps) throws IOException {
        Sysroot tree = new Sysroot(HostPath.of(root));
        Demand demand = new Demand(
                JailPath.of("/bin/x"),
                JailPath.ROOT,
                false,
                Set.of(steps),
                List.of(),
                List.of(),
                new NamedPaths(Set.of()));
        FileNeeds files = new FileNeeds(tree, new LibrarySearch(tree, LoaderEnvironment.CLEAN));
        Accounts accounts = Accounts.of(tree);
        UserNeeds users = new UserNeeds(tree, accounts);
        users.took(List.of(105L), List.of());
        ManifestMaker.Frame frame = new ManifestMaker.Frame(
                new Manifest.Target(List.of("/bin/x"), JailPath.ROOT, "root", new TreeMap<>(), "exit", List.of()),
                new Manifest.Platform("linux", "x86_64"),
                List.of(),
                List.of());
        return new ManifestMaker(tree, accounts)
                .make(new GraphBuilder(tree, MountTable.usual(), files).build(uses, demand), users, frame);
    }

    private Manifest after(String... lines) throws IOException {
        List<String> all = new ArrayList<>(List.of(START));
        all.addAll(List.of(lines));
        return manifest(
                new ArrayList<>(Traces.accesses(all.toArray(String[]::new)).uses()), Step.PROC);
    }

    private static Entry entry(Manifest manifest, String path) {
        return manifest.entries().stream()
                .filter(entry -> entry.path().equals(JailPath.of(path)))
                .findFirst()
                .orElseThrow(() -> new AssertionError(path + " is not in " + manifest.entries()));
    }

    private static List<String> paths(Manifest manifest) {
        return manifest.entries().stream().map(entry -> entry.path().toString()).toList();
    }

    @Test
    void nobodyButTheOwnerMayWriteToCodeEvenIfTheRunDid() throws IOException {
        file("/srv/tool", 0777, "");
        file("/srv/libx.so.1", 0664, "");
        file("/srv/data", 0664, "");
        Manifest manifest = after(
                "1 open(\"/srv/tool\", O_RDWR) = 3",
                "1 open(\"/srv/libx.so.1\", O_RDWR) = 3",
                "1 open(\"/srv/data\", O_RDWR) = 3");
        assertEquals(
                List.of(new Mode(0755), new Mode(0644), new Mode(0664)),
                List.of(
                        modeOf(manifest, "/srv/tool"),
                        modeOf(manifest, "/srv/libx.so.1"),
                        modeOf(manifest, "/srv/data")));
    }

    private static Mode modeOf(Manifest manifest, String path) {
        return assertInstanceOf(Entry.File.class, entry(manifest, path)).mode();
    }

    @Test
    void whatAnEntryIsIsAskedOfTheTree() throws IOException {
        file("/srv/f", 0640, "");
        Files.createSymbolicLink(root.resolve("srv/l"), Path.of("f"));
        Manifest manifest = after("1 open(\"/srv/l\", O_RDONLY) = 3");
        assertEquals(
                new Entry.File(
                        JailPath.of("/srv/f"),
                        new Mode(0640),
                        new Owner("root", group),
                        new Content.Copy(),
                        false,
                        List.of("opened by /bin/x")),
                entry(manifest, "/srv/f"));
        assertEquals(
                new Entry.Symlink(JailPath.of("/srv/l"), "f", List.of("path of /srv/l")), entry(manifest, "/srv/l"));
    }

    @Test
    void aFileOfWhichOnlyTheExistenceIsNeededIsEmpty() throws IOException {
        file("/srv/log", 0644, "long");
        Entry.File log = assertInstanceOf(
                Entry.File.class, entry(after("1 open(\"/srv/log\", O_WRONLY|O_APPEND) = 3"), "/srv/log"));
        assertEquals(new Content.Empty(), log.content());
    }

    @Test
    void aKeyIsMarked() throws IOException {
        file("/srv/host_key", 0600, "-----BEGIN OPENSSH PRIVATE KEY-----\n");
        Entry.File key = assertInstanceOf(
                Entry.File.class, entry(after("1 open(\"/srv/host_key\", O_RDONLY) = 3"), "/srv/host_key"));
        assertTrue(key.secret());
    }

    @Test
    void directoriesOfTheWayAreWrittenOnlyIfTheyDiffer() throws IOException {
        directory("/var", 0755);
        directory("/var/lib", 0755);
        directory("/var/lib/secret", 0700);
        directory("/var/lib/secret/deep", 01777);
        file("/var/lib/secret/deep/f", 0644, "");
        Manifest manifest = after(
                "1 open(\"/var/lib/secret/deep/f\", O_RDONLY) = 3", "1 mkdir(\"/var/lib/secret/deep/made\", 0700) = 0");
        Entry.Directory secret = assertInstanceOf(Entry.Directory.class, entry(manifest, "/var/lib/secret"));
        assertEquals(new Mode(0700), secret.mode());
        assertEquals(List.of("directory of /var/lib/secret/deep"), secret.why());
        assertEquals(
                new Mode(01777),
                assertInstanceOf(Entry.Directory.class, entry(manifest, "/var/lib/secret/deep"))
                        .mode());
        if (user.equals("root") && group.equals("root")) {
            assertEquals(
                    List.of("/bin/x", "/var/lib/secret", "/var/lib/secret/deep", "/var/lib/secret/deep/f"),
                    paths(manifest));
        }
    }

    @Test
    void accountFilesAreReducedToWhoIsNeeded() throws IOException {
        Manifest manifest = after("1 open(\"/etc/passwd\", O_RDONLY) = 3", "1 open(\"/etc/group\", O_RDONLY) = 3");
        assertEquals(new Content.Users(List.of("sshd", user)), content(manifest, "/etc/passwd"));
        assertEquals(new Content.Users(List.of("nogroup", group)), content(manifest, "/etc/group"));
    }

    @Test
    void theMasterFileOfTheBsdsIsReducedToo() throws IOException {
        file("/etc/master.passwd", 0600, "sshd:*:105:65534::0:0::/:/bin/false\n");
        Entry.File master = assertInstanceOf(
                Entry.File.class, entry(after("1 open(\"/etc/master.passwd\", O_RDONLY) = 3"), "/etc/master.passwd"));
        assertEquals(new Content.Users(List.of("sshd", user)), master.content());
        assertFalse(master.secret(), "no hash is in it any more");
    }

    private static Content content(Manifest manifest, String path) {
        return assertInstanceOf(Entry.File.class, entry(manifest, path)).content();
    }

    @Test
    void manyReasonsAreShortenedAlwaysInTheSameWay() throws IOException {
        file("/srv/f", 0644, "");
        List<String> lines = new ArrayList<>();
        for (char program : "hgfedcba".toCharArray()) {
            lines.add("1 execve(\"/bin/" + program + "\", [\"x\"], 0x7ffc /* 3 vars */) = 0");
            lines.add("1 open(\"/srv/f\", O_RDONLY) = 3");
        }
        List<String> expected = List.of(
                "opened by /bin/a", "opened by /bin/b", "opened by /bin/c", "opened by /bin/d", "~ and 4 more reasons");
        List<PathUse> uses =
                new ArrayList<>(Traces.accesses(lines.toArray(String[]::new)).uses());
        Manifest first = manifest(uses);
        Random random = new Random(1);
        for (int round = 0; round < 5; round++) {
            Collections.shuffle(uses, random);
            Manifest manifest = manifest(uses);
            assertEquals(first, manifest);
            assertEquals(
                    expected,
                    assertInstanceOf(Entry.File.class, entry(manifest, "/srv/f"))
                            .why());
        }
    }

    @Test
    void thatItWasWrittenIsTheReasonThatStays() throws IOException {
        file("/srv/f", 0644, "");
        List<String> lines = new ArrayList<>();
        for (char program : "abcdefgh".toCharArray()) {
            lines.add("1 execve(\"/bin/" + program + "\", [\"x\"], 0x7ffc /* 3 vars */) = 0");
            lines.add("1 open(\"/srv/f\", O_RDONLY) = 3");
        }
        lines.add("1 open(\"/srv/f\", O_WRONLY) = 3");
        Manifest manifest = manifest(
                new ArrayList<>(Traces.accesses(lines.toArray(String[]::new)).uses()));
        assertEquals(
                List.of(
                        "opened by /bin/a",
                        "opened by /bin/b",
                        "opened by /bin/c",
                        "written by /bin/h",
                        "~ and 5 more reasons"),
                entry(manifest, "/srv/f").why());
    }

    @Test
    void mountsAndSocketsStandBeside() throws IOException {
        Manifest manifest = after(
                "1 open(\"/proc/self/status\", O_RDONLY) = 3",
                "1 connect(3, {sa_family=AF_UNIX, sun_path=\"/dev/log\"}, 110) = 0");
        assertEquals(
                List.of("/bin/x"),
                paths(manifest).stream().filter(path -> path.endsWith("x")).toList());
        assertEquals(JailPath.of("/proc"), manifest.mounts().get(0).path());
        assertEquals("proc", manifest.mounts().get(0).fstype());
        assertEquals(JailPath.of("/dev/log"), manifest.sockets().get(0).path());
        assertEquals(
                List.of("connected to by /bin/x"), manifest.sockets().get(0).why());
    }
}
