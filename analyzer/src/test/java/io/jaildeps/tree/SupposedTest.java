package io.jaildeps.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.jaildeps.path.JailPath;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SupposedTest {
    private final Supposed supposed = new Supposed();

    private Inode.Kind kind(String path) throws IOException {
        return assertInstanceOf(Location.Present.class, Sysroot.of(supposed).locate(path), path)
                .kind();
    }

    @Test
    void what_was_used_is_there_with_the_directories_on_its_way() throws IOException {
        supposed.add(JailPath.of("/usr/bin/ls"), Inode.Kind.FILE, 0755);
        assertEquals(Inode.Kind.FILE, kind("/usr/bin/ls"));
        assertEquals(Inode.Kind.DIRECTORY, kind("/usr/../usr/bin"));
        assertInstanceOf(Location.Absent.class, Sysroot.of(supposed).locate("/usr/lib"));
        assertInstanceOf(Location.Absent.class, Sysroot.of(supposed).locate("/usr/bin/ls/x"));
        assertEquals(List.of("bin"), Sysroot.of(supposed).list(JailPath.of("/usr")));
    }

    @Test
    void what_has_something_below_it_is_a_directory_whatever_came_first() throws IOException {
        supposed.add(JailPath.of("/a"), Inode.Kind.FILE, 0644);
        supposed.add(JailPath.of("/a/b"), Inode.Kind.FILE, 0644);
        supposed.add(JailPath.of("/c/d"), Inode.Kind.FILE, 0644);
        supposed.add(JailPath.of("/c"), Inode.Kind.FILE, 0644);
        assertEquals(Inode.Kind.DIRECTORY, kind("/a"));
        assertEquals(Inode.Kind.DIRECTORY, kind("/c"));
    }

    @Test
    void nothing_of_it_is_ever_read_from_this_machine() throws IOException {
        supposed.add(JailPath.of("/etc/passwd"), Inode.Kind.FILE, 0644);
        Sysroot tree = Sysroot.of(supposed);
        assertFalse(tree.isHere());
        assertFalse(tree.isOfThisMachine());
        assertEquals("", tree.text("/etc/passwd", 1000));
        assertThrows(IllegalStateException.class, () -> tree.onHost(JailPath.of("/etc/passwd")));
        assertThrows(IllegalStateException.class, tree::root);
        assertEquals(List.of("passwd"), tree.again().list(JailPath.of("/etc")));
    }
}
