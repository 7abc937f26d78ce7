package io.jaildeps.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SysrootTest {
    @TempDir
    Path given;

    private Path file(String path) throws IOException {
        Path file = given.resolve("root" + path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, path);
    }

    private void link(String path, String target) throws IOException {
        Path link = given.resolve("root" + path);
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, Path.of(target));
    }

    private Location locate(String path) throws IOException {
        return new Sysroot(HostPath.of(given.resolve("root"))).locate(path);
    }

    private Location.Present present(String path) throws IOException {
        return assertInstanceOf(Location.Present.class, locate(path), path);
    }

    private Location.Reason absent(String path) throws IOException {
        return assertInstanceOf(Location.Absent.class, locate(path), path).reason();
    }

    @Test
    void anAbsoluteLinkStaysInside() throws IOException {
        file("/usr/lib/libx.so.1.2");
        link("/lib", "usr/lib");
        link("/usr/lib/libx.so", "/lib/libx.so.1.2");
        Location.Present at = present("/lib/libx.so");
        assertEquals(JailPath.of("/lib/libx.so"), at.path());
        assertEquals(JailPath.of("/usr/lib/libx.so.1.2"), at.realPath());
        assertEquals(List.of(JailPath.of("/lib"), JailPath.of("/usr/lib/libx.so"), JailPath.of("/lib")), at.links());
        assertEquals(Inode.Kind.FILE, at.kind());
    }

    @Test
    void nothingLeadsOut() throws IOException {
        Files.writeString(given.resolve("secret"), "");
        file("/etc/passwd");
        link("/out", "../../../../secret");
        link("/abs", given.resolve("secret").toString());
        assertEquals(Location.Reason.ENOENT, absent("/out"));
        assertEquals(Location.Reason.ENOENT, absent("/abs"));
        assertEquals(Location.Reason.ENOENT, absent("/../secret"));
        assertEquals(JailPath.of("/etc/passwd"), present("/../../etc/passwd").realPath());
    }

    @Test
    void loopsEnd() throws IOException {
        file("/x");
        link("/a", "b");
        link("/b", "/a");
        link("/self", "self/self");
        assertEquals(Location.Reason.ELOOP, absent("/a"));
        assertEquals(Location.Reason.ELOOP, absent("/self/x"));
    }

    @Test
    void fortyLinksAreFollowedAndNoMore() throws IOException {
        file("/l0");
        for (int i = 1; i <= 41; i++) {
            link("/l" + i, "l" + (i - 1));
        }
        assertEquals(40, present("/l40").links().size());
        assertEquals(Location.Reason.ELOOP, absent("/l41"));
    }

    @Test
    void dotDotLeavesWhereTheLinkLedTo() throws IOException {
        file("/deep/er/file");
        file("/deep/er/dir/x");
        link("/short", "deep/er/dir");
        assertEquals(JailPath.of("/deep/er/file"), present("/short/../file").path());
        link("/keep", "deep");
        assertEquals(
                JailPath.of("/keep/er/file"), present("/keep/er/dir/../file").path());
    }

    @Test
    void aFileIsNoDirectory() throws IOException {
        file("/x");
        assertEquals(Location.Reason.ENOTDIR, absent("/x/y"));
        assertEquals(Location.Reason.ENOTDIR, absent("/x/.."));
        assertEquals(Inode.Kind.DIRECTORY, present("/").kind());
    }

    @Test
    void aRootThatIsItselfALinkIsTheHostsMatter() throws IOException {
        file("/x");
        Path alias = Files.createSymbolicLink(given.resolve("alias"), given.resolve("root"));
        assertInstanceOf(Location.Present.class, new Sysroot(HostPath.of(alias)).locate(JailPath.of("/x")));
    }

    private Location locate(String inner, String path, boolean follow) throws IOException {
        return new Sysroot(HostPath.of(given.resolve("root"))).locate(JailPath.of(inner), path, follow);
    }

    @Test
    void aLastLinkIsKeptIfItIsNotToBeFollowed() throws IOException {
        file("/x");
        link("/l", "x");
        link("/dangling", "nothing");
        Location.Present at = assertInstanceOf(Location.Present.class, locate("/", "/l", false));
        assertEquals(Inode.Kind.SYMLINK, at.kind());
        assertEquals(JailPath.of("/l"), at.realPath());
        assertEquals(List.of(), at.links());
        assertInstanceOf(Location.Present.class, locate("/", "/dangling", false));
        assertEquals(Location.Reason.ENOENT, absent("/dangling"));
    }

    @Test
    void aSlashAtTheEndAsksForADirectory() throws IOException {
        file("/d/x");
        link("/l", "d");
        link("/f", "d/x");
        for (String end : List.of("/", "/.", "//", "/./")) {
            Location.Present at = assertInstanceOf(Location.Present.class, locate("/", "/l" + end, false), end);
            assertEquals(Inode.Kind.DIRECTORY, at.kind(), end);
            assertEquals(JailPath.of("/d"), at.realPath(), end);
            assertEquals(List.of(JailPath.of("/l")), at.links(), end);
            assertEquals(Location.Reason.ENOTDIR, absent("/d/x" + end), end);
            assertEquals(Location.Reason.ENOTDIR, absent("/f" + end), end);
            assertEquals(Location.Reason.ENOENT, absent("/nothing" + end), end);
        }
        assertEquals(Inode.Kind.DIRECTORY, present("//").kind());
    }

    @Test
    void anInnerRootHoldsLinksAndDotDot() throws IOException {
        file("/jail/etc/x");
        file("/etc/x");
        link("/jail/abs", "/etc/x");
        link("/jail/up", "../../../etc/x");
        for (String path : List.of("/abs", "/up", "/../../etc/x", "/etc/x")) {
            Location.Present at = assertInstanceOf(Location.Present.class, locate("/jail", path, true), path);
            assertEquals(JailPath.of("/jail/etc/x"), at.realPath(), path);
        }
        Location.Present root = assertInstanceOf(Location.Present.class, locate("/jail", "/..", true));
        assertEquals(JailPath.of("/jail"), root.realPath());
        assertInstanceOf(Location.Absent.class, locate("/nothing", "/etc/x", true));
    }

    @Test
    void cyclesThroughDirectoriesEnd() throws IOException {
        file("/a/x");
        link("/a/back", "../a");
        link("/a/round", "back/round");
        assertEquals(JailPath.of("/a/x"), present("/a/back/back/back/x").realPath());
        assertEquals(Location.Reason.ELOOP, absent("/a/round"));
        assertEquals(Location.Reason.ELOOP, absent("/a" + "/back".repeat(41) + "/x"));
    }

    @Test
    void aLinkToTheParentStaysWithinTheWay() throws IOException {
        file("/b/x");
        file("/a/sub/y");
        link("/a/sub/l", "../../b");
        assertEquals(JailPath.of("/b/x"), present("/a/sub/l/x").realPath());
        assertEquals(JailPath.of("/b/x"), present("/a/sub/l/../b/x").realPath());
        assertEquals(Location.Reason.ENOENT, absent("/a/sub/l/../sub/y"));
    }

    @Test
    void linksAreBytes() throws IOException {
        Path root = Files.createDirectories(given.resolve("root/a/b"));
        HostPath name = HostPath.ofBytes(
                HostPath.of(Objects.requireNonNull(root.getParent())).bytes() + "/\u00e4\u00ff");
        Files.createFile(name.toPath());
        Path target = Path.of("..").resolve(name.toPath().getFileName());
        Files.createSymbolicLink(root.resolve("l"), target);
        Sysroot tree = new Sysroot(HostPath.of(given.resolve("root")));
        assertEquals("../\u00e4\u00ff", tree.linkTarget(JailPath.of("/a/b/l")));
        assertEquals(
                JailPath.ofBytes("/a/\u00e4\u00ff"),
                assertInstanceOf(Location.Present.class, tree.locate("/a/b/l")).realPath());
        assertEquals(List.of("b", "\u00e4\u00ff"), tree.list(JailPath.of("/a")));
    }

    @Test
    void whatCanNotBeListedIsEmpty() throws IOException {
        file("/x");
        Sysroot tree = new Sysroot(HostPath.of(given.resolve("root")));
        assertEquals(List.of("x"), tree.list(JailPath.ROOT));
        assertEquals(List.of(), tree.list(JailPath.of("/x")));
        assertEquals(List.of(), tree.list(JailPath.of("/nothing")));
    }

    @Test
    void onlyRegularFilesHaveText() throws IOException {
        file("/x");
        link("/l", "x");
        link("/out", "../../outside");
        Files.writeString(given.resolve("outside"), "outside");
        Sysroot tree = new Sysroot(HostPath.of(given.resolve("root")));
        assertEquals("/x", tree.text("/l", 100));
        assertEquals("/", tree.text("/x", 1));
        assertEquals("", tree.text("/", 100));
        assertEquals("", tree.text("/out", 100));
    }

    @Test
    void twoNamesOfOneInodeAreOneIdentity() throws IOException {
        Path x = file("/x");
        Files.createLink(x.resolveSibling("y"), x);
        file("/z");
        assertEquals(present("/x").id(), present("/y").id());
        assertNotEquals(present("/x").id(), present("/z").id());
    }

    @Test
    void aRootThatIsNotThereHasNothing() throws IOException {
        assertEquals(Location.Reason.ENOENT, absent("/x"));
        assertEquals(Location.Reason.ENOENT, absent("/"));
    }
}
