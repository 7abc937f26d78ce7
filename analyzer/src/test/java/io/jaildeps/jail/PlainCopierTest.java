package io.jaildeps.jail;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jaildeps.fixtures.Requires;
import io.jaildeps.fixtures.TreeDump;
import io.jaildeps.host.Tools;
import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import io.jaildeps.tree.Inode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The copier of hosts with another cp(1) does what that of GNU does. */
class PlainCopierTest {
    @TempDir
    Path folder;

    private Sandbox sandbox;

    @BeforeEach
    void makeHost() throws IOException, InterruptedException {
        Requires.root();
        sandbox = Sandbox.in(folder);
        Attributes.mode(sandbox.write("a/file", "file"), 04711);
        Attributes.owner(sandbox.write("a/own", "own"), 7, 8);
        Files.createLink(sandbox.host().resolve("a/second"), sandbox.host().resolve("a/file"));
        Files.createSymbolicLink(sandbox.host().resolve("a/link"), Path.of("nowhere"));
        sandbox.write("a/deep/er/x", "x");
        Tools.run(List.of("mkfifo", sandbox.host().resolve("a/pipe").toString()));
        Attributes.mode(sandbox.host().resolve("a/deep"), 02750);
        FileTime old = FileTime.from(Instant.parse("2001-02-03T04:05:06Z"));
        for (String name : List.of("a/file", "a/deep/er/x", "a/deep/er", "a/deep", "a")) {
            Attributes.time(sandbox.host().resolve(name), old);
        }
    }

    @Test
    void bothCopyTheSame() throws Exception {
        List<CopyGroup> groups = List.of(
                new CopyGroup(List.of(JailPath.of("/a/file"), JailPath.of("/a/second")), 4),
                new CopyGroup(List.of(JailPath.of("/a/deep/er/x")), 1));
        Map<String, String> plain = TreeDump.withTimes(copied(new PlainCopier(), groups, "plain"));
        Map<String, String> gnu = TreeDump.withTimes(copied(new GnuCopier(), groups, "gnu"));
        for (String name : List.of("/a/file", "/a/second", "/a/deep/er/x")) {
            assertEquals(gnu.get(name), plain.get(name));
        }
        HostPath second = HostPath.of(folder).resolve("plain/a/second");
        assertEquals(2, Inode.at(second).orElseThrow().links());
    }

    @Test
    void bothLinkTheSame() throws Exception {
        List<JailPath> state = List.of(JailPath.of("/a/deep"), JailPath.of("/a/link"), JailPath.of("/a/pipe"));
        assertEquals(
                TreeDump.withTimes(linked(new GnuCopier(), state, "gnu").resolve("a/deep")),
                TreeDump.withTimes(linked(new PlainCopier(), state, "plain").resolve("a/deep")));
        assertEquals(
                TreeDump.of(folder.resolve("gnu")).keySet(),
                TreeDump.of(folder.resolve("plain")).keySet());
    }

    private Path copied(Copier copier, List<CopyGroup> groups, String name) throws IOException, InterruptedException {
        Path to = folder.resolve(name);
        Files.createDirectories(to.resolve("a/deep/er"));
        copier.copy(HostPath.of(sandbox.host()), groups, HostPath.of(to));
        return to;
    }

    private Path linked(Copier copier, List<JailPath> paths, String name) throws IOException, InterruptedException {
        Path to = Files.createDirectory(folder.resolve(name));
        copier.link(HostPath.of(sandbox.host()), paths, HostPath.of(to));
        return to;
    }
}
