package io.jaildeps.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class HiddenPathsTest {
    private static Map<String, Long> of(String... lines) {
        RunFacts facts = new RunFacts();
        Seen.parse(Seen.stream(lines), facts);
        return facts.hiddenPaths();
    }

    @Test
    void callsThatTheTracerDidNotKnowAreCountedByTheirNames() {
        assertEquals(
                Map.of("openat2", 2L, "statx", 1L, "fchmodat2", 1L),
                of(
                        "1 syscall_437(0x3, 0x55db1f08910b, 0x7ffcd6ab3110, 0x18, 0, 0) = 0x7",
                        "1 syscall_0x1b5(0x3, 0x55db1f08910b, 0x7ffcd6ab3110, 0x18, 0, 0 <unfinished ...>",
                        "1 <... syscall_0x1b5 resumed>) = 0x8",
                        "1 syscall_332(0xffffff9c, 0x55db1f08910b, 0, 0xfff, 0x7ffc, 0) = 0",
                        "1 syscall_0x1c4(0xffffff9c, 0x55db1f08910b, 0x1a4, 0, 0, 0) = 0"));
    }

    @Test
    void aNumberThatNobodyKnowsIsCountedToo() {
        assertEquals(Map.of("syscall_999", 1L), of("1 syscall_999(0x3, 0x55db1f08910b) = 0"));
    }

    @Test
    void callsWithoutPathsAndCallsThatDidNothingAreNot() {
        assertEquals(
                Map.of(),
                of(
                        "1 syscall_436(0x3, 0xffffffff, 0, 0, 0, 0) = 0",
                        "1 syscall_449(0x7ffcd6ab3110, 0x1, 0, 0, 0, 0) = 0",
                        "1 syscall_437(0x3, 0x55db1f08910b, 0x7ffcd6ab3110, 0x18, 0, 0) = -1 ENOSYS (Function not implemented)",
                        "1 syscall_999(0x3, 0x55db1f08910b) = -1 (errno 38)",
                        "1 open(0x1000, O_RDONLY) = -1 EFAULT (Bad address)",
                        "1 utimensat(3, NULL, NULL, 0) = 0",
                        "1 openat(AT_FDCWD, \"/a\", O_RDONLY) = 3"));
    }

    @Test
    void addressesInThePlaceOfPathsAreCounted() {
        assertEquals(
                Map.of("openat", 1L, "execve", 1L),
                of(
                        "1 execve(0x7ffd08318b20, 0x7ffd08319fb8, 0x7ffd08319fc8) = 0",
                        "1 openat(0xffffff9c, 0x7fdca51910b1, 0x80000, 0) = 0x3"));
    }

    @Test
    void pathsThatTheTracerCutAreCounted() {
        assertEquals(
                Map.of("open", 1L, "rename", 1L),
                of(
                        "1 open(\"/usr/li\"..., O_RDONLY) = 3",
                        "1 rename(\"/a\", \"/usr/li\"...) = 0",
                        "1 stat(\"/usr/li\"..., 0x7ffc) = -1 ENOENT (No such file or directory)",
                        "1 readlink(\"/l\", \"/usr/li\"..., 4096) = 40",
                        "1 write(1, \"/usr/li\"..., 4096) = 4096"));
    }

    @Test
    void aCallThatOnlyItsNumberTellsStillDoesWhatItDoes() {
        Seen.of(
                        "1 openat(AT_FDCWD, \"/d\", O_RDONLY) = 3",
                        "1 syscall_437(0x3, 0x55db1f08910b, 0x7ffcd6ab3110, 0x18, 0, 0) = 0x3",
                        "1 openat(3, \"no longer below d\", O_RDONLY) = 4",
                        "1 openat(AT_FDCWD, \"/e\", O_RDONLY) = 5",
                        "1 syscall_435(0x7ffcd6ab3110, 0x58, 0, 0, 0, 0) = 0x2",
                        "2 openat(5, \"of child\", O_RDONLY) = 6",
                        "1 syscall_436(0x5, 0xffffffff, 0, 0, 0, 0) = 0",
                        "1 openat(5, \"closed\", O_RDONLY) = 6")
                .are("READ /d", "READ /e", "READ /e/of child");
    }
}
