package io.jaildeps.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RootsTest {
    @Test
    void afterChrootAbsolutePathsStartAtTheNewRoot() {
        Seen.of("1 chroot(\"/jail\") = 0", "1 chdir(\"/\") = 0", "1 open(\"/etc/x\", O_RDONLY) = 3")
                .are("ENTER /jail", "ENTER / @/jail", "READ /etc/x @/jail");
    }

    @Test
    void aRelativeChrootIsPlaced() {
        Seen.of(
                        "1 chdir(\"/srv/jail\") = 0",
                        "1 chroot(\".\") = 0",
                        "1 access(\"etc/x\", R_OK) = 0",
                        "1 access(\"/etc/x\", R_OK) = 0")
                .are("ENTER /srv/jail", "ENTER /srv/jail/", "LOOK /etc/x @/srv/jail", "LOOK /etc/x @/srv/jail");
    }

    @Test
    void decorationsStayOuterPaths() {
        // own-strace61/f-y.txt
        Seen.of(
                        "1 openat(AT_FDCWD</start>, \"/srv/w\", O_RDONLY|O_DIRECTORY) = 7</srv/w>",
                        "1 fchdir(7</srv/w>) = 0",
                        "1 chroot(\".\") = 0",
                        "1 chdir(\"/\") = 0",
                        "1 openat(AT_FDCWD</srv/w>, \"etc/x\", O_RDONLY) = 3</srv/w/etc/x>",
                        "1 getdents64(7</srv/w>, 0x55 /* 2 entries */, 32768) = 48")
                .are("READ /srv/w", "ENTER /srv/w/", "ENTER / @/srv/w", "READ /etc/x @/srv/w", "LIST / @/srv/w");
    }

    @Test
    void rootsNest() {
        Seen.of(
                        "1 chroot(\"/a\") = 0",
                        "1 chdir(\"/\") = 0",
                        "1 chroot(\"/b\") = 0",
                        "1 chdir(\"/\") = 0",
                        "1 access(\"/x\", R_OK) = 0",
                        "1 getcwd(\"/\", 4096) = 2",
                        "1 access(\"y\", R_OK) = 0")
                .are("ENTER /a", "ENTER / @/a", "ENTER /b @/a", "ENTER / @/a/b", "LOOK /x @/a/b", "LOOK /y @/a/b");
    }

    @Test
    void aDescriptorFromBeforeLeadsOutOfTheRoot() {
        Seen.of(
                        "1 open(\"/etc\", O_RDONLY|O_DIRECTORY) = 3",
                        "1 chroot(\"/var/empty\") = 0",
                        "1 openat(3, \"passwd\", O_RDONLY) = 4",
                        "1 access(\"x\", R_OK) = 0")
                .are("READ /etc", "ENTER /var/empty", "READ /etc/passwd", "LOOK /start/x");
    }

    @Test
    void dotDotStaysInsideTheRoot() {
        Seen seen = Seen.of("1 chroot(\"/jail\") = 0", "1 open(\"/../etc/x\", O_RDONLY) = 3");
        seen.are("ENTER /jail", "READ /../etc/x @/jail");
        assertEquals("/jail/etc/x", seen.last().place().asked().lexical().bytes());
    }

    @Test
    void anotherProcessKeepsItsRoot() {
        Seen.of(
                        "1 clone(child_stack=NULL, flags=SIGCHLD) = 2",
                        "2 chroot(\"/jail\") = 0",
                        "2 access(\"/x\", R_OK) = 0",
                        "1 access(\"/x\", R_OK) = 0")
                .are("ENTER /jail", "LOOK /x @/jail", "LOOK /x");
    }

    @Test
    void aChrootThatFailsChangesNothing() {
        Seen.of("1 chroot(\"/jail\") = -1 EPERM (Operation not permitted)", "1 access(\"/x\", R_OK) = 0")
                .are("ENTER /jail EPERM", "LOOK /x");
    }

    @Test
    void decorationsStartAtAPivotedRoot() {
        // the mount namespace is another one, so the tracer's decorations are what the target itself sees
        Seen.of(
                        "1 chdir(\"/srv/new\") = 0",
                        "1 pivot_root(\".\", \"old\") = 0",
                        "1 chdir(\"/etc\") = 0",
                        "1 openat(AT_FDCWD</etc>, \"hostname\", O_RDONLY) = 3</etc/hostname>",
                        "1 openat(AT_FDCWD</etc>, \"/usr\", O_RDONLY|O_DIRECTORY) = 4</usr>",
                        "1 getdents64(4</usr>, 0x55 /* 2 entries */, 32768) = 48")
                .are(
                        "ENTER /srv/new",
                        "ENTER /srv/new/",
                        "MOUNT /srv/new/old",
                        "ENTER /etc @/srv/new",
                        "READ /etc/hostname @/srv/new",
                        "READ /usr @/srv/new",
                        "LIST /usr @/srv/new");
    }

    @Test
    void ofARunInAJailOnlyWhatIsInItIsSeen() {
        Seen.in(
                        "/work/jail",
                        "/home/me",
                        "1 execve(\"/usr/sbin/chroot\", [\"chroot\", \"/work/jail\", \"/bin/x\"], 0x7ffc /* 3 vars */) = 0",
                        "1 openat(AT_FDCWD</home/me>, \"/etc/ld.so.cache\", O_RDONLY|O_CLOEXEC) = 3</etc/ld.so.cache>",
                        "1 chroot(\"/work/jail\") = 0",
                        "1 chdir(\"/\") = 0",
                        "1 execve(\"/bin/x\", [\"/bin/x\"], 0x7ffc /* 3 vars */) = 0",
                        "1 openat(AT_FDCWD</work/jail>, \"/lib/y\", O_RDONLY) = 3</work/jail/usr/lib/y>",
                        "1 chroot(\"/var/empty\") = 0",
                        "1 access(\"/z\", R_OK) = -1 ENOENT (No such file or directory)")
                .are("ENTER /", "EXECUTE /bin/x", "READ /lib/y", "ENTER /var/empty", "LOOK /z @/var/empty ENOENT");
    }

    @Test
    void whereAnOpenLandedIsToldFromInside() {
        Seen seen = Seen.in(
                "/work/jail",
                "/",
                "1 chroot(\"/work/jail\") = 0",
                "1 chdir(\"/\") = 0",
                "1 openat(AT_FDCWD</work/jail>, \"/lib/y\", O_RDONLY) = 3</work/jail/usr/lib/y>");
        assertEquals("/usr/lib/y", seen.last().place().landed());
    }

    @Test
    void aJailsNeighbourIsNotInTheJail() {
        Seen.in("/jail", "/", "1 chroot(\"/jail2\") = 0", "1 access(\"/x\", R_OK) = 0")
                .are();
    }

    @Test
    void theRootMayBeSetForOneOpen() {
        Seen seen = Seen.of(
                "1 openat(AT_FDCWD, \"/srv/tree\", O_RDONLY|O_PATH) = 3",
                "1 openat2(3, \"/etc/x\", {flags=O_RDONLY|O_CLOEXEC, resolve=RESOLVE_NO_MAGICLINKS|RESOLVE_IN_ROOT}, 24) = 4",
                "1 openat2(3, \"etc/../../x\", {flags=O_RDONLY|O_CLOEXEC, resolve=RESOLVE_IN_ROOT}, 24) = 5",
                "1 openat(4, \"y\", O_RDONLY) = 6",
                "1 openat2(3, \"z\", {flags=O_RDWR, resolve=RESOLVE_BENEATH}, 24) = 7",
                "1 openat2(3, \"/z\", {flags=O_RDWR, resolve=RESOLVE_BENEATH}, 24) = -1 EXDEV (Invalid cross-device link)");
        seen.are(
                "LOOK /srv/tree",
                "READ /etc/x @/srv/tree",
                "READ /etc/../../x @/srv/tree",
                "READ /srv/tree/etc/x/y",
                "UPDATE /srv/tree/z",
                "UPDATE /z EXDEV");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "chroot(\"/srv/very/lo\"...) = 0",
                "chroot(0x7ffd1000) = 0",
                "pivot_root(\"/very/lo\"..., \"old\") = 0",
            })
    void behindARootThatTheTraceDoesNotTellNothingAbsoluteIsTheHosts(String call) {
        Seen seen = Seen.of("1 " + call, "1 open(\"/etc/passwd\", O_RDONLY) = 3", "1 getcwd(\"/x\", 4096) = 3");
        assertEquals(
                List.of(),
                seen.lines().stream().filter(line -> line.contains("/etc")).toList());
        assertEquals(1, seen.reader().withoutRoot());
    }

    @Test
    void aRelativeRootFromAnUnknownDirectoryIsNotTheHosts() {
        Seen seen = Seen.of(
                "1 fchdir(3) = 0",
                "1 chroot(\".\") = 0",
                "1 chdir(\"/\") = 0",
                "1 open(\"newroot/a\", O_RDONLY) = 3",
                "1 open(\"/etc/passwd\", O_RDONLY) = 4",
                "1 openat(5</srv/jail/etc>, \"group\", O_RDONLY) = 6",
                "1 chroot(\"/b\") = 0",
                "1 open(\"/c\", O_RDONLY) = 7");
        seen.are("READ /srv/jail/etc/group");
        // chdir, open and chroot of /, /etc/passwd, /b and /c; the relative ones are chroot's and newroot/a
        assertEquals(4, seen.reader().withoutRoot());
        assertEquals(2, seen.reader().withoutCwd());
    }

    @Test
    void aRootForOneLookupMayBeUnknownToo() {
        Seen seen = Seen.of(
                "1 openat2(9, \"/etc/passwd\", {flags=O_RDONLY, resolve=RESOLVE_IN_ROOT}, 24) = 4",
                "1 openat2(9</srv/jail>, \"/etc/group\", {flags=O_RDONLY, resolve=RESOLVE_IN_ROOT}, 24) = 4",
                "1 access(\"/x\", R_OK) = 0");
        seen.are("READ /etc/group @/srv/jail", "LOOK /x");
        assertEquals(1, seen.reader().withoutRoot());
    }
}
