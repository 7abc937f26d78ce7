package io.jaildeps.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class SharingTest {
    @Test
    void aForkedChildHasItsOwnDirectoryAndDescriptors() {
        Seen.of(
                        "1 open(\"/a\", O_RDONLY) = 3",
                        "1 clone(child_stack=NULL, flags=CLONE_CHILD_CLEARTID|CLONE_CHILD_SETTID|SIGCHLD, child_tidptr=0x7efe) = 2",
                        "2 chdir(\"/child\") = 0",
                        "2 close(3) = 0",
                        "2 openat(AT_FDCWD, \"x\", O_RDONLY) = 3",
                        "1 openat(AT_FDCWD, \"x\", O_RDONLY) = 4",
                        "1 openat(3, \"y\", O_RDONLY) = 5")
                .are("READ /a", "ENTER /child", "READ /child/x", "READ /start/x", "READ /a/y");
    }

    @Test
    void threadsShareDirectoryAndDescriptors() {
        Seen.of(
                        "1 clone3({flags=CLONE_VM|CLONE_FS|CLONE_FILES|CLONE_SIGHAND|CLONE_THREAD|CLONE_SYSVSEM, child_tid=0x7f91, stack=0x7f91, stack_size=0x7fff00} => {parent_tid=[2]}, 88) = 2",
                        "2 chdir(\"/new\") = 0",
                        "2 open(\"/d\", O_RDONLY) = 3",
                        "1 access(\"x\", R_OK) = 0",
                        "1 openat(3, \"y\", O_RDONLY) = 4")
                .are("ENTER /new", "READ /d", "LOOK /new/x", "READ /d/y");
    }

    @Test
    void cloneFsAndCloneFilesShareOneByOne() {
        Seen.of(
                        "1 open(\"/d\", O_RDONLY) = 3",
                        "1 clone(child_stack=0x7f, flags=CLONE_FS|SIGCHLD) = 2",
                        "1 clone(child_stack=0x7f, flags=CLONE_FILES|SIGCHLD) = 3",
                        "2 chdir(\"/two\") = 0",
                        "2 close(3) = 0",
                        "1 openat(3, \"still\", O_RDONLY) = 4",
                        "1 access(\"shared\", R_OK) = 0",
                        "3 access(\"own\", R_OK) = 0",
                        "3 dup2(4, 3) = 3",
                        "1 openat(3, \"changed\", O_RDONLY) = 5")
                .are(
                        "READ /d",
                        "ENTER /two",
                        "READ /d/still",
                        "LOOK /two/shared",
                        "LOOK /start/own",
                        "READ /d/still/changed");
    }

    @Test
    void vforkSharesNothingThatMattersHere() {
        Seen.of(
                        "1 access(\"/first\", R_OK) = 0",
                        "1 vfork( <unfinished ...>",
                        "2 chdir(\"/child\") = 0",
                        "2 execve(\"./x\", [\"x\"], 0x7ffc /* 3 vars */) = 0",
                        "1 <... vfork resumed>) = 2",
                        "1 access(\"y\", R_OK) = 0")
                .are("LOOK /first", "ENTER /child", "EXECUTE /child/x", "LOOK /start/y");
    }

    @Test
    void aChildsLinesBeforeItsCloneReturnsAreItsParentsHeirs() {
        Seen seen = Seen.of(
                "1 execve(\"/bin/sh\", [\"sh\"], 0x7ffc /* 3 vars */) = 0",
                "1 chdir(\"/srv\") = 0",
                "1 clone(child_stack=NULL, flags=CLONE_CHILD_CLEARTID|SIGCHLD <unfinished ...>",
                "2 access(\"early\", R_OK) = 0",
                "2 clone(child_stack=NULL, flags=SIGCHLD <unfinished ...>",
                "3 access(\"grandchild\", R_OK) = 0",
                "2 <... clone resumed>, child_tidptr=0x7f) = 3",
                "1 <... clone resumed>, child_tidptr=0x7f) = 2",
                "2 access(\"late\", R_OK) = 0");
        seen.are("EXECUTE /bin/sh", "ENTER /srv", "LOOK /srv/early", "LOOK /srv/grandchild", "LOOK /srv/late");
        assertEquals("/bin/sh", seen.last().actor().program());
    }

    @Test
    void aChildThatIsGoneBeforeItsCloneReturnsLeavesNothingBehind() {
        Seen.of(
                        "1 access(\"/first\", R_OK) = 0",
                        "1 vfork( <unfinished ...>",
                        "2 chdir(\"/gone\") = 0",
                        "2 +++ exited with 127 +++",
                        "1 <... vfork resumed>) = 2",
                        "1 chdir(\"/srv\") = 0",
                        "1 vfork( <unfinished ...>",
                        "2 access(\"a\", R_OK) = 0", // the same number again
                        "1 <... vfork resumed>) = 2")
                .are("LOOK /first", "ENTER /gone", "ENTER /srv", "LOOK /srv/a");
    }

    @Test
    void aThreadWhoseBirthWasNotRecordedStartsAtTheBeginning() {
        Seen.of("1 access(\"/first\", R_OK) = 0", "7 access(\"a\", R_OK) = 0").are("LOOK /first", "LOOK /start/a");
    }

    @Test
    void execveEndsTheSharing() {
        Seen.of(
                        "1 clone(child_stack=0x7f, flags=CLONE_FS|CLONE_FILES|SIGCHLD) = 2",
                        "2 execve(\"/bin/x\", [\"x\"], 0x7ffc /* 3 vars */) = 0",
                        "2 chdir(\"/two\") = 0",
                        "1 access(\"a\", R_OK) = 0")
                .are("EXECUTE /bin/x", "ENTER /two", "LOOK /start/a");
    }

    @Test
    void unshareEndsTheSharing() {
        Seen.of(
                        "1 clone(child_stack=0x7f, flags=CLONE_FS|CLONE_FILES|SIGCHLD) = 2",
                        "2 unshare(CLONE_FS|CLONE_FILES) = 0",
                        "2 chdir(\"/two\") = 0",
                        "2 open(\"/d\", O_RDONLY) = 3",
                        "1 access(\"a\", R_OK) = 0",
                        "1 openat(3, \"b\", O_RDONLY) = -1 EBADF (Bad file descriptor)")
                .are("ENTER /two", "READ /d", "LOOK /start/a");
    }

    @Test
    void closeRangeCanUnshareFirst() {
        Seen.of(
                        "1 open(\"/d\", O_RDONLY) = 3",
                        "1 clone(child_stack=0x7f, flags=CLONE_FILES|SIGCHLD) = 2",
                        "2 close_range(3, 4294967295, CLOSE_RANGE_UNSHARE) = 0",
                        "1 openat(3, \"x\", O_RDONLY) = 4")
                .are("READ /d", "READ /d/x");
    }

    @Test
    void aThreadThatExecutesTakesTheLeadersNumber() {
        Seen seen = Seen.of(
                "10 clone3({flags=CLONE_VM|CLONE_FS|CLONE_FILES|CLONE_THREAD} => {parent_tid=[11]}, 88) = 11",
                "11 chdir(\"/srv\") = 0",
                "11 execve(\"/bin/x\", [\"x\"], 0x7ffc /* 3 vars */ <unfinished ...>",
                "10 +++ superseded by execve in pid 11 +++",
                "10 <... execve resumed>) = 0",
                "10 access(\"a\", R_OK) = 0");
        seen.are("ENTER /srv", "EXECUTE /bin/x", "LOOK /srv/a");
        assertEquals("/bin/x", seen.last().actor().program());
    }

    @Test
    void theProgramIsNamedByItsAbsolutePath() {
        List<FileAccess> accesses = Seen.of(
                        "1 execve(\"./x\", [\"x\"], 0x7ffc /* 3 vars */) = 0",
                        "1 access(\"/a\", R_OK) = 0",
                        "1 execve(\"/bin/y\", [\"y\"], 0x7ffc /* 3 vars */) = -1 ENOENT (No such file or directory)",
                        "1 access(\"/b\", R_OK) = 0")
                .accesses();
        assertEquals(
                List.of("", "/start/x", "/start/x", "/start/x"),
                accesses.stream().map(access -> access.actor().program()).toList());
    }
}
