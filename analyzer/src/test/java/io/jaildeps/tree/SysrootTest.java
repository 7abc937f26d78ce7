package io.jaildeps.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
}
