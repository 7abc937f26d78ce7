package io.jaildeps.jail;

import static io.jaildeps.manifest.Manifests.copy;
import static io.jaildeps.manifest.Manifests.device;
import static io.jaildeps.manifest.Manifests.directory;
import static io.jaildeps.manifest.Manifests.fifo;
import static io.jaildeps.manifest.Manifests.file;
import static io.jaildeps.manifest.Manifests.manifest;
import static io.jaildeps.manifest.Manifests.symlink;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jaildeps.fixtures.Requires;
import io.jaildeps.fixtures.TreeDump;
import io.jaildeps.host.Tools;
import io.jaildeps.manifest.Content;
import io.jaildeps.manifest.Entry;
import io.jaildeps.manifest.Manifest;
import io.jaildeps.manifest.Mode;
import io.jaildeps.manifest.Owner;
import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import io.jaildeps.tree.Inode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JailBuilderTest {
    private static final String OLD = "2001-02-03T04:05:06.123456789Z";

    @TempDir
    Path folder;

    private Sandbox sandbox;

    @BeforeEach
    void makeHost() throws IOException {
        Requires.root();
        sandbox = Sandbox.in(folder);
        sandbox.write("bin/tool", "tool");
    }

    @Test
    void everyKindOfEntryIsMadeAsTheManifestSays() throws Exception {
        sandbox.write("etc/passwd", "root:x:0:0:root:/root:/bin/sh\n# note\nsshd:x:105:65534::/:/x\nal:x:9:9::/:/x\n");
        sandbox.write("etc/group", "root:x:0:\nadm:x:4:sshd,al\nstaff:x:50:al\n");
        BuildResult.Built built = sandbox.build(
                copy("/bin/tool", "0755"),
                file("/etc/passwd", "0644", new Content.Users(List.of("root", "sshd"))),
                file("/etc/group", "0640", new Content.Users(List.of("adm"))),
                file("/etc/ld.so.cache", "0644", new Content.LoaderCache()),
                file("/var/log/wtmp", "0664", new Content.Empty()),
                symlink("/usr/bin", "../bin"),
                device("/dev/null", "c 1:3", "0666"),
                fifo("/run/pipe", "0622"),
                directory("/run", "1777"));

        assertEquals(
                Sandbox.lines(
                        "/", "directory 0755 root:root",
                        "/bin", "directory 0755 root:root",
                        "/bin/tool", "file 0755 root:root 7c9bbe5e",
                        "/dev", "directory 0755 root:root",
                        "/dev/null", "device c 1:3 0666 root:root",
                        "/etc", "directory 0755 root:root",
                        "/etc/group", "file 0640 root:root a2f6553c",
                        "/etc/ld.so.cache", "file 0644 root:root 5e1ecee0",
                        "/etc/passwd", "file 0644 root:root 13c1e987",
                        "/run", "directory 1777 root:root",
                        "/run/pipe", "fifo 0622 root:root",
                        "/usr", "directory 0755 root:root",
                        "/usr/bin", "symlink -> ../bin",
                        "/var", "directory 0755 root:root",
                        "/var/log", "directory 0755 root:root",
                        "/var/log/wtmp", "file 0664 root:root e3b0c442"),
                sandbox.dump());
        assertEquals(List.of(), built.warnings());
        assertEquals(sandbox.dump().size(), built.made().size());
        assertEquals(
                "root:x:0:0:root:/root:/bin/sh\nsshd:x:105:65534::/:/x\n",
                Files.readString(sandbox.jail().resolve("etc/passwd")));
        assertEquals("adm:x:4:sshd\n", Files.readString(sandbox.jail().resolve("etc/group")));
    }

    @Test
    void besideTheJailStandsOnlyAPrivateDirectory() throws Exception {
        sandbox.build(copy("/bin/tool", "0755"));
        assertEquals(
                List.of(".jail.jaildeps", ".jail.jaildeps/lock", ".jail.jaildeps/manifest", ".jail.jaildeps/owned"),
                sandbox.besides());
        assertEquals("directory 0700 root:root", TreeDump.of(sandbox.place()).get("/.jail.jaildeps"));
    }

    @Test
    void timesAreThoseOfTheHost() throws Exception {
        sandbox.write("lib/data", "data");
        Files.createSymbolicLink(sandbox.host().resolve("lib/link"), Path.of("data"));
        for (String name : List.of("lib/data", "lib/link", "lib")) {
            Attributes.time(sandbox.host().resolve(name), FileTime.from(Instant.parse(OLD)));
        }
        sandbox.build(
                copy("/lib/data", "0644"), symlink("/lib/link", "data"), file("/lib/new", "0644", new Content.Empty()));
        Map<String, String> dump = TreeDump.withTimes(sandbox.jail());
        assertEquals("directory 0755 root:root " + OLD, dump.get("/lib"));
        assertEquals("file 0644 root:root 3a6eb079 " + OLD, dump.get("/lib/data"));
        assertTrue(line(dump, "/lib/link").startsWith("symlink -> data 2001-02-03T04:05:06.123456"), dump::toString);
        assertEquals("file 0644 root:root e3b0c442 1970-01-01T00:00:00Z", dump.get("/lib/new"));
    }

    @Test
    void theManifestDecidesOnSetuid() throws Exception {
        Attributes.mode(sandbox.host().resolve("bin/tool"), 06755);
        Attributes.mode(sandbox.write("bin/plain", "plain"), 0755);
        sandbox.build(copy("/bin/tool", "0755"), copy("/bin/plain", "4711"));
        assertEquals("file 0755 root:root 7c9bbe5e", sandbox.dump().get("/bin/tool"));
        assertTrue(line(sandbox.dump(), "/bin/plain").startsWith("file 4711 root:root "));
    }

    @Test
    void namesOfOwnersAreThoseOfTheHost() throws Exception {
        sandbox.write("etc/passwd", "web:x:1234:5::/:/x\n");
        sandbox.write("etc/group", "www:x:4321:\n");
        Attributes.mode(sandbox.host().resolve("bin/tool"), 04755);
        BuildResult.Built built = sandbox.build(
                new Entry.File(
                        JailPath.of("/bin/tool"),
                        Mode.parse("4750"),
                        new Owner("web", "www"),
                        new Content.Copy(),
                        false,
                        List.of()),
                new Entry.Directory(JailPath.of("/var/web"), Mode.DIRECTORY, new Owner("77", "www"), List.of()));
        assertEquals(
                new Made(JailPath.of("/bin/tool"), Inode.Kind.FILE, 04750, 1234, 4321, 4),
                built.made().get(2));
        assertEquals(
                4750, Integer.parseInt(Integer.toOctalString(inode("bin/tool").mode())));
        assertEquals(1234, inode("bin/tool").uid());
        assertEquals(77, inode("var/web").uid());
        assertEquals(4321, inode("var/web").gid());
    }

    @Test
    void fileCapabilitiesStayEvenUnderANewOwner() throws Exception {
        Tools.Outcome set = Tools.run(List.of(
                "setcap", "cap_net_raw+ep", sandbox.host().resolve("bin/tool").toString()));
        Requires.that(set.done(), "needs setcap and a file system with capabilities");
        sandbox.build(new Entry.File(
                JailPath.of("/bin/tool"), Mode.FILE, new Owner("7", "7"), new Content.Copy(), false, List.of()));
        Tools.Outcome capabilities =
                Tools.run(List.of("getcap", sandbox.jail().resolve("bin/tool").toString()));
        assertTrue(capabilities.output().endsWith(" cap_net_raw=ep"), capabilities::output);
        assertEquals(7, inode("bin/tool").uid());
    }

    @Test
    void holesStayHoles() throws Exception {
        try (RandomAccessFile sparse =
                new RandomAccessFile(sandbox.write("var/lastlog", "").toFile(), "rw")) {
            sparse.setLength(1L << 30);
            sparse.seek(1 << 29);
            sparse.write(1);
        }
        sandbox.build(copy("/var/lastlog", "0644"));
        Tools.Outcome size = Tools.run(List.of(
                "stat", "-c", "%s %b", sandbox.jail().resolve("var/lastlog").toString()));
        String[] sizes = size.output().split(" ");
        assertEquals("1073741824", sizes[0]);
        assertTrue(Integer.parseInt(sizes[1]) < 1000, size::output);
    }

    @Test
    void namesOfOneFileStayOneFile() throws Exception {
        Files.createLink(sandbox.host().resolve("bin/also"), sandbox.host().resolve("bin/tool"));
        Files.createLink(sandbox.host().resolve("bin/elsewhere"), sandbox.host().resolve("bin/tool"));
        sandbox.build(copy("/bin/tool", "0755"), copy("/bin/also", "0755"));
        assertEquals(inode("bin/tool").id(), inode("bin/also").id());
        assertEquals(2, inode("bin/tool").links());
    }

    @Test
    void namesAreBytes() throws Exception {
        for (String name : List.of("new\nline", "-dash", "\u00ff\u00fe", "\u00c3\u00a4", " space'\"$(x)")) {
            HostPath path = HostPath.of(sandbox.host()).resolve("data/" + name);
            Files.createDirectories(path.parent().toPath());
            Files.writeString(path.toPath(), "x");
        }
        sandbox.build(
                copy("/data/new\nline", "0600"),
                copy("/data/-dash", "0600"),
                copy("/data/\u00ff\u00fe", "0600"),
                copy("/data/\u00c3\u00a4", "0600"),
                copy("/data/ space'\"$(x)", "0600"),
                device("/dev/\u00ff", "c 1:3", "0600"),
                symlink("/data/odd1", "-x//y/"),
                symlink("/data/odd2", "\u00ff\u00fe"));
        assertEquals(
                Set.of(
                        "/",
                        "/data",
                        "/data/new%0Aline",
                        "/data/%20space'\"$(x)",
                        "/data/%C3%A4",
                        "/data/%FF%FE",
                        "/data/-dash",
                        "/data/odd1",
                        "/data/odd2",
                        "/dev",
                        "/dev/%FF"),
                sandbox.dump().keySet());
        String targets = Tools.run(HostPath.of(sandbox.jail()).resolve("data"), List.of("readlink", "odd1", "odd2"))
                .output();
        assertEquals("-x//y/;\\xff\\xfe", targets);
    }

    @Test
    void theJailsOwnNameMayBeAnyBytes() throws Exception {
        HostPath jail = HostPath.of(sandbox.place()).resolve("j\u00ff il");
        Manifest manifest = manifest(copy("/bin/tool", "0755"), symlink("/a//b", "x"), fifo("/p", "0600"));
        JailBuilder builder = new JailBuilder(tree -> new byte[0]);
        for (int i = 0; i < 2; i++) {
            BuildResult result = builder.build(manifest, HostPath.of(sandbox.host()), jail);
            assertTrue(result instanceof BuildResult.Built, result::toString);
        }
        assertEquals("tool", Files.readString(jail.resolve("bin/tool").toPath()));
    }

    @Test
    void theSameManifestGivesTheSameTreeAgain() throws Exception {
        Manifest manifest = manifest(
                copy("/bin/tool", "0755"),
                directory("/run/x", "0700"),
                symlink("/a", "bin"),
                fifo("/p", "0600"),
                file("/e", "0600", new Content.Empty()));
        sandbox.build(manifest);
        Map<String, String> first = TreeDump.withTimes(sandbox.jail());
        sandbox.build(manifest);
        assertEquals(first, TreeDump.withTimes(sandbox.jail()));
    }

    @Test
    void mountsHaveTheirDirectory() throws Exception {
        sandbox.build(manifest(List.of(), List.of(new Manifest.Mount(JailPath.of("/proc"), "proc", List.of()))));
        assertEquals(
                Sandbox.lines("/", "directory 0755 root:root", "/proc", "directory 0755 root:root"), sandbox.dump());
    }

    @Test
    void theLoaderCacheIsMadeWhenAllLibrariesAreInPlace() throws Exception {
        sandbox.write("usr/lib/libz.so", "z");
        new JailBuilder(tree -> {
                    assertEquals(
                            "z", Files.readString(tree.resolve("lib/libz.so").toPath()));
                    return "made".getBytes(StandardCharsets.US_ASCII);
                })
                .build(
                        manifest(
                                file("/etc/ld.so.cache", "0644", new Content.LoaderCache()),
                                symlink("/lib", "usr/lib"),
                                copy("/usr/lib/libz.so", "0644")),
                        HostPath.of(sandbox.host()),
                        HostPath.of(sandbox.jail()));
        assertEquals("made", Files.readString(sandbox.jail().resolve("etc/ld.so.cache")));
    }

    private Inode inode(String name) throws IOException {
        return Inode.at(HostPath.of(sandbox.jail()).resolve(name)).orElseThrow();
    }

    private static String line(Map<String, String> dump, String path) {
        return String.valueOf(dump.get(path));
    }
}
