package io.jaildeps.jail;

import static io.jaildeps.manifest.Manifests.copy;
import static io.jaildeps.manifest.Manifests.directory;
import static io.jaildeps.manifest.Manifests.file;
import static io.jaildeps.manifest.Manifests.manifest;
import static io.jaildeps.manifest.Manifests.symlink;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jaildeps.fixtures.Requires;
import io.jaildeps.fixtures.TreeDump;
import io.jaildeps.host.Tools;
import io.jaildeps.manifest.Content;
import io.jaildeps.manifest.Entry;
import io.jaildeps.manifest.Mode;
import io.jaildeps.manifest.Owner;
import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import io.jaildeps.tree.Inode;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JailRefreshTest {
    private static final Instant OLD = Instant.parse("2001-02-03T04:05:06.123456789Z");

    @TempDir
    Path folder;

    private Sandbox sandbox;

    @BeforeEach
    void makeJail() throws Exception {
        Requires.root();
        sandbox = Sandbox.in(folder);
        sandbox.write("bin/tool", "tool");
        sandbox.write("bin/gone", "gone");
        sandbox.build(copy("/bin/tool", "0755"), copy("/bin/gone", "0755"), directory("/var/log", "0750"));
    }

    @Test
    void whatProgramsWroteStaysTheSameInode() throws Exception {
        Path log = sandbox.writeInJail("var/log/a.log", "state");
        sandbox.writeInJail("var/log/deep/er/b", "state");
        Files.createSymbolicLink(sandbox.jail().resolve("var/log/latest"), Path.of("/nowhere"));
        assertTrue(Tools.run(
                        List.of("mkfifo", sandbox.jail().resolve("var/log/pipe").toString()))
                .done());
        try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(sandbox.jail().resolve("var/log/socket")));
        }
        Attributes.owner(sandbox.jail().resolve("var/log/deep"), 7, 8);
        Attributes.mode(sandbox.jail().resolve("var/log/deep"), 02770);
        Attributes.time(sandbox.jail().resolve("var/log/deep"), FileTime.from(OLD));
        Attributes.time(log, FileTime.from(OLD));
        Inode before = inode("var/log/a.log");
        Map<String, String> tree = TreeDump.withTimes(sandbox.jail());

        BuildResult.Built built =
                sandbox.build(copy("/bin/tool", "0755"), copy("/bin/gone", "0755"), directory("/var/log", "0750"));

        assertEquals(
                tree,
                TreeDump.withTimes(sandbox.jail()).entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                one -> one.getKey().equals("/var/log") ? tree.get("/var/log") : one.getValue())));
        assertEquals(before, inode("var/log/a.log"));
        assertEquals(5, built.stateCount());
        assertEquals(
                List.of(".jail.jaildeps", ".jail.jaildeps/lock", ".jail.jaildeps/manifest", ".jail.jaildeps/owned"),
                sandbox.besides());
        assertEquals(List.of(), built.warnings());
    }

    @Test
    void secretsAreTold() throws Exception {
        sandbox.write("etc/key", "key");
        BuildResult.Built built = sandbox.build(
                new Entry.File(
                        JailPath.of("/etc/key"), Mode.parse("0600"), Owner.ROOT, new Content.Copy(), true, List.of()),
                new Entry.File(
                        JailPath.of("/bin/tool"), Mode.parse("0644"), Owner.ROOT, new Content.Copy(), true, List.of()));
        assertEquals(
                List.of(
                        "/bin/tool a secret of the host is in the jail now, and everybody in the jail can read it",
                        "/etc/key a secret of the host is in the jail now"),
                built.warnings().stream()
                        .map(warning -> warning.path() + " " + warning.text())
                        .toList());
    }

    @Test
    void whatTheNewManifestLacksVanishes() throws Exception {
        sandbox.writeInJail("var/log/kept", "state");
        sandbox.build(copy("/bin/tool", "0700"));
        assertEquals(
                Sandbox.lines(
                        "/", "directory 0755 root:root",
                        "/bin", "directory 0755 root:root",
                        "/bin/tool", "file 0700 root:root 7c9bbe5e",
                        "/var", "directory 0755 root:root",
                        "/var/log", "directory 0750 root:root",
                        "/var/log/kept", "file 0644 root:root 4ba69735"),
                sandbox.dump());
        Files.delete(sandbox.jail().resolve("var/log/kept"));
        sandbox.build(copy("/bin/tool", "0700"));
        assertFalse(Files.exists(sandbox.jail().resolve("var/log/kept")));
    }

    @Test
    void whatTheManifestOwnsIsMadeAnew() throws Exception {
        sandbox.writeInJail("bin/tool", "broken into");
        sandbox.writeInJail("new", "written before the manifest had it");
        sandbox.write("new", "host");
        sandbox.build(copy("/bin/tool", "0755"), copy("/new", "0644"));
        assertEquals("tool", Files.readString(sandbox.jail().resolve("bin/tool")));
        assertEquals("host", Files.readString(sandbox.jail().resolve("new")));
    }

    @Test
    void aFileBecomesADirectoryAndBack() throws Exception {
        sandbox.build(directory("/bin/tool", "0711"), symlink("/var", "bin"));
        assertEquals(
                Sandbox.lines(
                        "/", "directory 0755 root:root",
                        "/bin", "directory 0755 root:root",
                        "/bin/tool", "directory 0711 root:root",
                        "/var", "symlink -> bin"),
                sandbox.dump());
        sandbox.build(copy("/bin/tool", "0755"), directory("/var/x", "0755"));
        assertEquals("file 0755 root:root 7c9bbe5e", sandbox.dump().get("/bin/tool"));
        assertEquals("directory 0755 root:root", sandbox.dump().get("/var/x"));
    }

    @Test
    void stateThatWouldLoseItsPlaceStopsTheBuild() throws Exception {
        sandbox.writeInJail("var/log/kept", "state");
        Map<String, String> before = sandbox.dump();
        BuildResult.Refused refused = sandbox.refused(manifest(file("/var/log", "0644", new Content.Empty())));
        assertEquals(BuildResult.Cause.DESTINATION, refused.cause());
        assertEquals(
                List.of("no place for /var/log/kept, which was written in the jail: /var/log is not a directory in this"
                        + " manifest; move it away first"),
                refused.problems());
        assertEquals(before, sandbox.dump());
    }

    @Test
    void aLinkThatAProgramPutInPlaceOfADirectoryIsNotFollowed() throws Exception {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Files.writeString(outside.resolve("precious"), "data");
        Files.delete(sandbox.jail().resolve("var/log"));
        Files.createSymbolicLink(sandbox.jail().resolve("var/log"), outside);
        sandbox.build(copy("/bin/tool", "0755"), directory("/var/log", "0750"));
        assertEquals("directory 0750 root:root", sandbox.dump().get("/var/log"));
        assertFalse(sandbox.dump().containsKey("/var/log/precious"));
        assertEquals("data", Files.readString(outside.resolve("precious")));
    }

    @Test
    void whatIsLeftOfAKilledBuildIsRemoved() throws Exception {
        Path place = sandbox.place().resolve(".jail.jaildeps");
        Files.createDirectories(place.resolve("new-1/bin"));
        Files.createDirectories(place.resolve("gone-2/bin"));
        sandbox.build(copy("/bin/tool", "0755"));
        assertEquals(
                List.of(".jail.jaildeps", ".jail.jaildeps/lock", ".jail.jaildeps/manifest", ".jail.jaildeps/owned"),
                sandbox.besides());
    }

    @Test
    void aJailThatWasMovedAwayByAKilledBuildComesBack() throws Exception {
        Path state = sandbox.writeInJail("var/log/kept", "state");
        Files.move(sandbox.jail(), sandbox.place().resolve(".jail.jaildeps/old-tree"));
        sandbox.build(copy("/bin/tool", "0755"));
        assertEquals("state", Files.readString(state));
    }

    @Test
    void aMountInTheJailStopsTheBuild() throws Exception {
        Path point = Files.createDirectory(sandbox.jail().resolve("var/log/a b"));
        Requires.that(
                Tools.run(List.of("mount", "-t", "tmpfs", "none", point.toString()))
                        .done(),
                "needs mount(8)");
        try {
            BuildResult.Refused refused = sandbox.refused(manifest(copy("/bin/tool", "0755")));
            assertEquals(
                    List.of("cannot build " + sandbox.jail() + ": something is mounted on " + point
                            + "; umount it first"),
                    refused.problems());
        } finally {
            Tools.run(List.of("umount", point.toString()));
        }
    }

    @Test
    void anotherBuildOfTheSameJailIsRefused() throws Exception {
        try (Workplace other = Workplace.open(HostPath.of(sandbox.jail())).orElseThrow()) {
            assertEquals(sandbox.jail(), other.jail().toPath());
            BuildResult.Refused refused = sandbox.refused(manifest(copy("/bin/tool", "0755")));
            assertEquals(BuildResult.Cause.BUSY, refused.cause());
        }
        sandbox.build(copy("/bin/tool", "0755"));
    }

    @Test
    void aFullDiskLeavesTheJailAsItWas() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        Requires.that(
                Tools.run(List.of("mount", "-t", "tmpfs", "-o", "size=1m", "none", disk.toString()))
                        .done(),
                "needs mount(8)");
        try {
            Sandbox small = new Sandbox(sandbox.host(), disk.resolve("jail"));
            Files.write(sandbox.host().resolve("bin/large"), new byte[2 << 20]);
            IOException full = assertThrows(
                    IOException.class, () -> small.build(copy("/bin/tool", "0755"), copy("/bin/large", "0755")));
            assertTrue(String.valueOf(full.getMessage()).contains("No space left on device"), full::toString);
            assertTrue(String.valueOf(full.getMessage()).startsWith("cannot build " + small.jail()), full::toString);
            assertEquals(List.of("/"), List.copyOf(TreeDump.of(disk).keySet()));
            small.build(copy("/bin/tool", "0755"));
            Map<String, String> before = TreeDump.withTimes(disk);
            assertThrows(IOException.class, () -> small.build(copy("/bin/tool", "0755"), copy("/bin/large", "0755")));
            assertEquals(before.keySet(), TreeDump.withTimes(disk).keySet());
        } finally {
            Tools.run(List.of("umount", disk.toString()));
        }
    }

    private Inode inode(String name) throws IOException {
        return Inode.at(HostPath.of(sandbox.jail()).resolve(name)).orElseThrow();
    }
}
