package io.jaildeps.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class DescriptorsTest {
    @Test
    void aDirectoryDescriptorIsKnownByTheCallThatOpenedIt() {
        Seen.of(
                        "1 openat(AT_FDCWD, \"/etc\", O_RDONLY|O_PATH) = 3",
                        "1 faccessat2(3, \"shadow\", R_OK, AT_EACCESS) = 0")
                .are("LOOK /etc", "LOOK /etc/shadow");
    }

    @Test
    void aDecorationSaysMoreThanTheNameThatWasOpened() {
        Seen seen = Seen.of(
                "1 openat(AT_FDCWD</start>, \"/var/run\", O_RDONLY|O_DIRECTORY) = 3</run>",
                "1 openat(3</run>, \"x\", O_RDONLY) = 4</run/x>");
        seen.are("READ /var/run", "READ /run/x");
        assertEquals("/run", seen.accesses().get(0).place().landed());
    }

    @Test
    void aRelativeOpenIsPlacedByItsOwnDirectory() {
        Seen.of(
                        "1 openat(AT_FDCWD, \"/a\", O_RDONLY) = 3",
                        "1 openat(3, \"b\", O_RDONLY) = 4",
                        "1 openat(4, \"c\", O_RDONLY) = 5")
                .are("READ /a", "READ /a/b", "READ /a/b/c");
    }

    @Test
    void copiesOfADescriptorNameTheSame() {
        Seen.of(
                        "1 open(\"/a\", O_RDONLY) = 3",
                        "1 dup(3) = 4",
                        "1 dup2(3, 10) = 10",
                        "1 dup3(3, 11, O_CLOEXEC) = 11",
                        "1 fcntl(3, F_DUPFD, 20) = 20",
                        "1 fcntl(3, F_DUPFD_CLOEXEC, 21) = 21",
                        "1 close(3) = 0",
                        "1 openat(4, \"x\", O_RDONLY) = 3",
                        "1 openat(10, \"x\", O_RDONLY) = 5",
                        "1 openat(11, \"x\", O_RDONLY) = 5",
                        "1 openat(20, \"x\", O_RDONLY) = 5",
                        "1 openat(21, \"x\", O_RDONLY) = 5")
                .are("READ /a", "READ /a/x", "READ /a/x", "READ /a/x", "READ /a/x", "READ /a/x");
    }

    @Test
    void aClosedDescriptorNamesNothing() {
        Seen seen = Seen.of(
                "1 open(\"/a\", O_RDONLY) = 3",
                "1 open(\"/b\", O_RDONLY) = 4",
                "1 open(\"/c\", O_RDONLY) = 5",
                "1 close(3) = 0",
                "1 close_range(5, 4294967295, 0) = 0",
                "1 openat(3, \"x\", O_RDONLY) = -1 EBADF (Bad file descriptor)",
                "1 openat(4, \"x\", O_RDONLY) = 6",
                "1 openat(5, \"x\", O_RDONLY) = -1 EBADF (Bad file descriptor)");
        seen.are("READ /a", "READ /b", "READ /c", "READ /b/x");
        assertEquals(2, seen.reader().withoutCwd());
    }

    @Test
    void execveClosesWhatIsMarked() {
        Seen seen = Seen.of(
                "1 open(\"/a\", O_RDONLY|O_CLOEXEC) = 3",
                "1 open(\"/b\", O_RDONLY) = 4",
                "1 open(\"/c\", O_RDONLY) = 5",
                "1 open(\"/d\", O_RDONLY) = 6",
                "1 openat2(AT_FDCWD, \"/e\", {flags=O_RDONLY|O_CLOEXEC, resolve=0}, 24) = 7",
                "1 open(\"/f\", O_RDONLY|O_CLOEXEC) = 8",
                "1 fcntl(5, F_SETFD, FD_CLOEXEC) = 0",
                "1 close_range(6, 6, CLOSE_RANGE_CLOEXEC) = 0",
                "1 fcntl(8, F_SETFD, 0) = 0",
                "1 execve(\"/bin/x\", [\"x\"], 0x7ffc /* 3 vars */) = 0",
                "1 openat(3, \"x\", O_RDONLY) = 10",
                "1 openat(4, \"x\", O_RDONLY) = 10",
                "1 openat(5, \"x\", O_RDONLY) = 10",
                "1 openat(6, \"x\", O_RDONLY) = 10",
                "1 openat(7, \"x\", O_RDONLY) = 10",
                "1 openat(8, \"x\", O_RDONLY) = 10");
        assertEquals(
                List.of("READ /b/x", "READ /f/x"),
                seen.lines().subList(7, seen.lines().size()));
        assertEquals(4, seen.reader().withoutCwd());
    }

    @Test
    void flagsMayBeNumbers() {
        // strace -X raw
        Seen seen = Seen.of(
                "1 openat(-100, \"/a\", 0x80000) = 3",
                "1 openat(-100, \"/b\", 0x241, 0x1b6) = 4",
                "1 openat(-100, \"/t\", 0x410002, 0x180) = 5",
                "1 execve(\"/bin/x\", [\"x\"], 0x7ffc /* 3 vars */) = 0",
                "1 openat(3, \"x\", 0) = 10",
                "1 openat(4, \"x\", 0) = 10");
        seen.are("READ /a", "WRITE /b", "ENTER /t", "EXECUTE /bin/x", "READ /b/x");
        assertEquals(Creation.ANEW, seen.accesses().get(1).creation());
    }

    @Test
    void verboseNumbersAreReadByTheirNames() {
        // strace -X verbose
        Seen.of(
                        "1 openat(-100 /* AT_FDCWD */, \"x\", 0x241 /* O_WRONLY|O_CREAT|O_TRUNC */, 0x1b6) = 3",
                        "1 newfstatat(-100 /* AT_FDCWD */, \"y\", {st_mode=S_IFREG|0644, ...}, 0x100 /* AT_SYMLINK_NOFOLLOW */) = 0")
                .are("WRITE /start/x", "LOOK /start/y");
    }

    @Test
    void argumentsMayHaveNames() {
        // strace -N
        Seen.of("1 openat(dirfd=AT_FDCWD, pathname=\"x\", flags=O_RDONLY) = 3").are("READ /start/x");
    }

    @Test
    void aListedDirectoryIsTheDescriptors() {
        Seen.of(
                        "1 open(\"/a\", O_RDONLY|O_DIRECTORY) = 3",
                        "1 getdents64(3, 0x55d0 /* 5 entries */, 32768) = 144",
                        "1 getdents(4</b>, 0x55d0 /* 5 entries */, 32768) = 144")
                .are("READ /a", "LIST /a", "LIST /b");
    }

    @Test
    void anEmptyPathIsTheDescriptorsOwnFile() {
        Seen.of(
                        "1 open(\"/a\", O_RDONLY) = 3",
                        "1 newfstatat(3, \"\", {st_mode=S_IFREG|0644, st_size=0, ...}, AT_EMPTY_PATH) = 0",
                        "1 statx(3, \"\", AT_STATX_SYNC_AS_STAT|AT_EMPTY_PATH, STATX_ALL, {stx_mask=STATX_ALL, ...}) = 0",
                        "1 linkat(3, \"\", AT_FDCWD, \"/new\", AT_EMPTY_PATH) = 0",
                        "1 stat(\"\", 0x7ffd) = -1 ENOENT (No such file or directory)")
                .are("READ /a", "CREATE /new");
    }

    @Test
    void whatADescriptorExecutesIsExecuted() {
        // fexecve(3)
        Seen seen = Seen.of(
                "1 open(\"/usr/bin/x\", O_RDONLY|O_PATH) = 3",
                "1 execveat(3, \"\", [\"x\"], 0x7ffc /* 3 vars */, AT_EMPTY_PATH) = 0",
                "1 access(\"/y\", R_OK) = 0");
        seen.are("LOOK /usr/bin/x", "EXECUTE /usr/bin/x", "LOOK /y");
        assertEquals("/usr/bin/x", seen.last().actor().program());
    }
}
