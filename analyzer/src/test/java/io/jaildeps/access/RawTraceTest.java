package io.jaildeps.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What strace writes with -X raw, -X verbose and -e raw: numbers in the place of names, or beside them. */
class RawTraceTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "clone(child_stack=0x7f, flags=0x10f00|17, child_tidptr=0x7f)",
                "clone(0x10f11, 0, 0, 0x7f, 0)",
                "clone3({flags=0x3d0f00, child_tid=0x7f, exit_signal=0, stack=0x7f} => {parent_tid=[2]}, 88)",
                "clone3({flags=0x3d0f00 /* CLONE_VM|CLONE_FS|CLONE_FILES|CLONE_THREAD */, exit_signal=0}, 88)",
                "clone(child_stack=0x7f, flags=0x10f00 /* CLONE_VM|CLONE_FS|CLONE_FILES|CLONE_THREAD */|17 /* SIGCHLD */)",
            })
    void whatThreadsShareIsToldByNumbersToo(String clone) {
        Seen.of(
                        "1 " + clone + " = 2",
                        "2 chdir(\"/new\") = 0",
                        "2 open(\"/d\", 0x80000) = 3",
                        "1 access(\"x\", 0x4) = 0",
                        "1 openat(3, \"y\", 0) = 4")
                .are("ENTER /new", "READ /d", "LOOK /new/x", "READ /d/y");
        RunFacts facts = new RunFacts();
        Seen.parse(Seen.stream("1 getcwd(\"/\", 10) = 2", "1 " + clone + " = 2"), facts);
        assertEquals(1, facts.alive().size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "clone(child_stack=NULL, flags=0x1200000|17, child_tidptr=0x7f)",
                "clone(0x1200011, 0, 0, 0x7f, 0)",
                "clone3({flags=0x100, exit_signal=0x200, stack=0xffffff00}, 88)",
                "clone3(0x7ffe179f5fff, 0x58)",
            })
    void whatAChildDoesNotShareStaysItsMakers(String clone) {
        Seen.of("1 " + clone + " = 2", "2 chdir(\"/new\") = 0", "1 access(\"x\", 0x4) = 0")
                .are("ENTER /new", "LOOK /start/x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"unshare(0x200)", "unshare(CLONE_FS)", "unshare(0x200 /* CLONE_FS */)"})
    void whatIsUnsharedIsToldByNumbersToo(String unshare) {
        Seen.of(
                        "1 clone(child_stack=0x7f, flags=0x700|17) = 2",
                        "2 " + unshare + " = 0",
                        "2 chdir(\"/new\") = 0",
                        "1 access(\"x\", 0x4) = 0")
                .are("ENTER /new", "LOOK /start/x");
    }

    /** -e verbose=none, or a structure that could not be read. */
    @ParameterizedTest
    @ValueSource(strings = {"0x7ffd354ef8c0", "0x7fff9e9db790", "0x7ffffffff", "0x200000"})
    void theAddressOfAStructureIsNoFlags(String how) {
        Seen seen = Seen.of("1 openat2(AT_FDCWD, \"/etc/passwd\", " + how + ", 24) = 3");
        seen.are("READ /etc/passwd");
        assertTrue(seen.last().place().follows());
        assertEquals(Creation.NEVER, seen.last().creation());
    }

    @Test
    void openat2MayStayBelowItsDirectory() {
        Seen.of(
                        "1 openat(-100, \"/srv\", 0x10000) = 3",
                        "1 openat2(3, \"/f\", {flags=0, resolve=0x10}, 24) = 4",
                        "1 openat2(3, \"/f\", {flags=0, resolve=0x10 /* RESOLVE_IN_ROOT */}, 24) = 4",
                        "1 openat2(3, \"/f\", {flags=0, resolve=0x8}, 24) = 4")
                .are("READ /srv", "READ /f @/srv", "READ /f @/srv", "READ /f");
    }

    @Test
    void flagsOfSeveralPartsArePutTogether() {
        assertFalse(Seen.of("1 statx(-100, \"/g\", |0x900, 0xfff, {stx_mask=0x1fff}) = 0")
                .last()
                .place()
                .follows());
        assertFalse(Seen.of("1 statx(3, \"/g\", 0x2000|0x100, 0xfff, {stx_mask=0x1fff}) = 0")
                .last()
                .place()
                .follows());
        assertTrue(Seen.of("1 statx(-100, \"/g\", |0x800, 0xfff, {stx_mask=0x1fff}) = 0")
                .last()
                .place()
                .follows());
        assertFalse(Seen.of("1 fchownat(-100, \"/g\", 0, 0, AT_NO_AUTOMOUNT|0x100) = 0")
                .last()
                .place()
                .follows());
    }

    @Test
    void aProgramIsExecutedByItsDescriptor() {
        Seen.of(
                        "1 openat(-100, \"/bin/x\", 0x280000) = 32",
                        "1 execveat(32, \"\", [\"x\"], 0x7ffc /* 1 vars */, 0x1000) = 0",
                        "1 execveat(33</bin/y>, \"\", [\"y\"], 0x7ffc /* 1 vars */, 0x1000 /* AT_EMPTY_PATH */) = 0")
                .are("LOOK /bin/x", "EXECUTE /bin/x", "EXECUTE /bin/y");
    }

    @Test
    void whatIsMountedIsToldByNumbersToo() {
        Seen.of(
                        "1 mount(\"src\", \"/mnt\", 0x55ec, 0x5000, NULL) = 0",
                        "1 mount(\"proc\", \"/proc\", \"proc\", 0xe, NULL) = 0",
                        "1 mount(\"old\", \"/new\", 0x55ec, 0x2000 /* MS_MOVE */, NULL) = 0")
                .are("MOUNT /start/src", "MOUNT /mnt", "MOUNT /proc", "MOUNT /start/old", "MOUNT /new");
        for (String path : List.of("3", "3 /* FSCONFIG_SET_PATH */", "FSCONFIG_SET_PATH")) {
            Seen.of(
                            "1 fsconfig(4, " + path + ", \"path\", \"/etc/x\", -100) = 0",
                            "1 fsconfig(4, 1 /* FSCONFIG_SET_STRING */, \"source\", \"/dev/vda1\", 0) = 0",
                            "1 fsconfig(4, 1, \"size\", \"/1\", 0) = 0")
                    .are("MOUNT /etc/x", "MOUNT /dev/vda1");
        }
    }
}
