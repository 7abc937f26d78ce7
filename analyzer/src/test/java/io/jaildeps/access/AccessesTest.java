package io.jaildeps.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jaildeps.path.JailPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AccessesTest {
    private static Accesses of(String... lines) {
        Accesses accesses = new Accesses();
        Seen.of(lines).accesses().forEach(accesses);
        return accesses;
    }

    /** {@code made}, {@code replaced} or both, empty if it is neither. */
    private static String state(Accesses accesses, String path) {
        PathUse use = accesses.use(AskedPath.of(JailPath.of(path))).orElseThrow();
        return Stream.of(use.made() ? "made" : "", use.replaced() ? "replaced" : "")
                .filter(word -> !word.isEmpty())
                .reduce((a, b) -> a + " " + b)
                .orElse("");
    }

    @Test
    void aFileThatIsOnlyReadIsNoState() {
        assertEquals("", state(of("1 open(\"/a\", O_RDONLY) = 3"), "/a"));
    }

    @Test
    void whatMkdirAndExclusiveOpenMadeIsMade() {
        Accesses accesses = of(
                "1 mkdir(\"/d\", 0755) = 0",
                "1 open(\"/f\", O_RDWR|O_CREAT|O_EXCL, 0600) = 3",
                "1 mknod(\"/p\", S_IFIFO|0600) = 0");
        assertEquals("made", state(accesses, "/d"));
        assertEquals("made", state(accesses, "/f"));
        assertEquals("made", state(accesses, "/p"));
    }

    @Test
    void whatCouldNotBeMadeIsNotMade() {
        assertEquals("", state(of("1 mkdir(\"/d\", 0755) = -1 EEXIST (File exists)"), "/d"));
    }

    @Test
    void openWithCreatOnWhatMayExistMakesNothing() {
        assertEquals("", state(of("1 open(\"/f\", O_RDWR|O_CREAT, 0600) = 3"), "/f"));
        assertEquals("", state(of("1 open(\"/f\", O_RDONLY) = 3", "1 open(\"/f\", O_RDWR|O_CREAT, 0600) = 4"), "/f"));
    }

    @Test
    void whatWasReadAndThenReplacedWasThereWhateverIsDoneWithItThen() {
        Accesses accesses =
                of("1 open(\"/f\", O_RDONLY) = 3", "1 rename(\"/sedXy\", \"/f\") = 0", "1 open(\"/f\", O_RDONLY) = 3");
        assertEquals("replaced", state(accesses, "/f"));
    }

    @Test
    void whatIsEmptiedBeforeItIsReadMayBeAbsent() {
        String writes = "1 open(\"/f\", O_WRONLY|O_CREAT|O_TRUNC, 0600) = 3";
        String reads = "1 open(\"/f\", O_RDONLY) = 3";
        assertTrue(use(of(writes, reads)).mayBeginAbsent());
        assertFalse(use(of(writes, reads)).isRewritten());
        assertFalse(use(of(reads, writes)).mayBeginAbsent());
        assertTrue(use(of(reads, writes)).isRewritten());
        assertFalse(use(of(reads)).isRewritten());
        assertTrue(use(of("1 stat(\"/f\", {st_mode=S_IFREG}) = 0", writes)).mayBeginAbsent());
        assertTrue(use(of(writes, reads)).isOwnContent());
        assertFalse(use(of("1 open(\"/f\", O_WRONLY|O_CREAT|O_APPEND, 0600) = 3", reads))
                .isOwnContent());
    }

    private static PathUse use(Accesses accesses) {
        return accesses.use(AskedPath.of(JailPath.of("/f"))).orElseThrow();
    }

    @Test
    void openWithCreatOnWhatWasAbsentMakesIt() {
        assertEquals(
                "made",
                state(
                        of(
                                "1 stat(\"/f\", 0x7ffd) = -1 ENOENT (No such file or directory)",
                                "1 open(\"/f\", O_RDWR|O_CREAT, 0600) = 3"),
                        "/f"));
    }

    @Test
    void allUnderADirectoryThatWasMadeIsMade() {
        Accesses accesses = of(
                "1 mkdir(\"/d\", 0755) = 0",
                "1 open(\"/d/x/y\", O_RDWR|O_CREAT, 0600) = 3",
                "1 open(\"/d/z\", O_RDONLY) = 3",
                "1 open(\"/dd\", O_RDONLY) = 3");
        assertEquals("made", state(accesses, "/d/x/y"));
        assertEquals("made", state(accesses, "/d/z"));
        assertEquals("", state(accesses, "/dd"));
    }

    @Test
    void aRenameMovesMadenessToTheNewName() {
        Accesses accesses = of(
                "1 open(\"/a.tmp\", O_RDWR|O_CREAT|O_EXCL, 0600) = 3",
                "1 rename(\"/a.tmp\", \"/a\") = 0",
                "1 open(\"/a\", O_RDONLY) = 3",
                "1 mkdir(\"/d\", 0755) = 0",
                "1 rename(\"/d\", \"/e\") = 0",
                "1 open(\"/e/x\", O_RDONLY) = 3");
        assertEquals("made", state(accesses, "/a"));
        assertEquals("made", state(accesses, "/e/x"));
    }

    @Test
    void aTemporaryFileRenamedOverAFileThatWasReadReplacesIt() {
        Accesses accesses = of(
                "1 open(\"/a\", O_RDONLY) = 3",
                "1 open(\"/a.tmp\", O_RDWR|O_CREAT|O_EXCL, 0600) = 4",
                "1 rename(\"/a.tmp\", \"/a\") = 0");
        assertEquals("replaced", state(accesses, "/a"));
        assertEquals("made", state(accesses, "/a.tmp"));
    }

    @Test
    void aFileThatWasReadAndThenRemovedIsState() {
        assertEquals("replaced", state(of("1 open(\"/a\", O_RDONLY) = 3", "1 unlink(\"/a\") = 0"), "/a"));
    }

    @Test
    void aFileThatWasReadRemovedAndMadeAnewIsNotMadeFromTheStart() {
        assertEquals(
                "replaced",
                state(
                        of(
                                "1 open(\"/a\", O_RDONLY) = 3",
                                "1 unlink(\"/a\") = 0",
                                "1 open(\"/a\", O_RDWR|O_CREAT|O_EXCL, 0600) = 3"),
                        "/a"));
    }

    @Test
    void whatIsRemovedUnseenAndThenMadeIsMade() {
        // a stale socket or pid file
        assertEquals(
                "made",
                state(of("1 unlink(\"/s\") = 0", "1 bind(3, {sa_family=AF_UNIX, sun_path=\"/s\"}, 110) = 0"), "/s"));
        assertEquals(
                "made",
                state(
                        of(
                                "1 lstat(\"/s\", {st_mode=S_IFREG|0644, ...}) = 0",
                                "1 unlink(\"/s\") = 0",
                                "1 mkdir(\"/s\", 0755) = 0"),
                        "/s"));
    }

    @Test
    void whatWasMadeAndRemovedCanBeMadeAgain() {
        assertEquals(
                "made",
                state(of("1 mkdir(\"/d\", 0755) = 0", "1 rmdir(\"/d\") = 0", "1 mkdir(\"/d\", 0755) = 0"), "/d"));
    }

    @Test
    void whatWasMadeAndIsGoneShelters() {
        Accesses accesses = of("1 mkdir(\"/d\", 0755) = 0", "1 rmdir(\"/d\") = 0", "1 open(\"/d/x\", O_RDONLY) = 3");
        assertEquals("", state(accesses, "/d/x"));
    }

    @Test
    void everyKindKeepsItsFirstSuccessAndEveryErrorItsFirstFailure() {
        PathUse use = of(
                        "1 open(\"/a\", O_RDONLY) = -1 ENOENT (No such file or directory)",
                        "1 open(\"/a\", O_RDONLY) = -1 EACCES (Permission denied)",
                        "1 stat(\"/a\", 0x7ffd) = -1 ENOENT (No such file or directory)",
                        "1 open(\"/a\", O_RDONLY) = 3",
                        "1 open(\"/a\", O_RDONLY) = 4",
                        "1 lstat(\"/a\", {st_mode=S_IFREG|0644, ...}) = 0")
                .use(AskedPath.of(JailPath.of("/a")))
                .orElseThrow();
        assertEquals(List.of("EACCES", "ENOENT"), List.copyOf(use.failed().keySet()));
        assertEquals(1, use.absent().orElseThrow().line());
        assertEquals(
                List.of(AccessKind.READ, AccessKind.LOOK),
                List.copyOf(use.done().keySet()));
        assertEquals(4, Objects.requireNonNull(use.done().get(AccessKind.READ)).line());
        assertTrue(use.follows());
    }

    @Test
    void everyProgramThatDidItIsKept() {
        PathUse use = of(
                        "1 execve(\"/bin/b\", [\"b\"], 0x7ffc /* 3 vars */) = 0",
                        "1 open(\"/a\", O_RDONLY) = 3",
                        "1 execve(\"/bin/a\", [\"a\"], 0x7ffc /* 3 vars */) = 0",
                        "1 open(\"/a\", O_RDONLY) = 3")
                .use(AskedPath.of(JailPath.of("/a")))
                .orElseThrow();
        assertEquals(List.of("/bin/a", "/bin/b"), List.copyOf(use.programs(AccessKind.READ)));
        assertEquals(List.of(), List.copyOf(use.programs(AccessKind.LOOK)));
    }

    @Test
    void usesAreSorted() {
        assertEquals(
                List.of("/a", "/b/c", "/b/d", "/z"),
                of(
                                "1 access(\"/z\", R_OK) = 0",
                                "1 access(\"/b/d\", R_OK) = 0",
                                "1 access(\"/a\", R_OK) = 0",
                                "1 access(\"/b/c\", R_OK) = 0")
                        .uses()
                        .stream()
                        .map(use -> use.asked().toString())
                        .toList());
    }

    private static PathUse use(Accesses accesses, String path) {
        return accesses.use(AskedPath.of(JailPath.of(path))).orElseThrow();
    }

    @Test
    void theFailuresBeforeAHitAreAWalk() {
        // own-strace61/prog-env-path.txt
        Accesses accesses = of(
                "1 execve(\"/usr/local/bin/sh\", [\"sh\"], 0x7ffc /* 3 vars */) = -1 ENOENT (No such file or directory)",
                "1 execve(\"/usr/sbin/sh\", [\"sh\"], 0x7ffc /* 3 vars */) = -1 ENOENT (No such file or directory)",
                "1 execve(\"/usr/bin/sh\", [\"sh\"], 0x7ffc /* 3 vars */) = 0");
        assertTrue(use(accesses, "/usr/local/bin/sh").walkedPast());
        assertTrue(use(accesses, "/usr/sbin/sh").walkedPast());
        assertFalse(use(accesses, "/usr/bin/sh").walkedPast());
        assertTrue(use(accesses, "/usr/bin/sh").hitAfterWalk());
    }

    @Test
    void suffixesMayVaryInAWalk() {
        Accesses accesses = of(
                "1 stat(\"/p/json.cpython-311-x86_64-linux-gnu.so\", 0x7ffd) = -1 ENOENT (No such file or directory)",
                "1 stat(\"/p/json.py\", 0x7ffd) = -1 ENOENT (No such file or directory)",
                "1 stat(\"/q/json.py\", {st_mode=S_IFREG|0644, ...}) = 0");
        assertTrue(use(accesses, "/p/json.cpython-311-x86_64-linux-gnu.so").walkedPast());
        assertTrue(use(accesses, "/p/json.py").walkedPast());
    }

    @Test
    void failuresWithoutAHitAreNoWalk() {
        Accesses accesses = of(
                "1 open(\"/etc/x.conf\", O_RDONLY) = -1 ENOENT (No such file or directory)",
                "1 open(\"/usr/etc/x.conf\", O_RDONLY) = -1 ENOENT (No such file or directory)",
                "1 open(\"/etc/y.conf\", O_RDONLY) = 3");
        assertFalse(use(accesses, "/etc/x.conf").walkedPast());
        assertFalse(use(accesses, "/etc/y.conf").hitAfterWalk());
    }

    @Test
    void aFileThatAppearsLaterIsNoWalk() {
        Accesses accesses = of(
                "1 stat(\"/run/x\", 0x7ffd) = -1 ENOENT (No such file or directory)",
                "1 open(\"/run/x\", O_RDWR|O_CREAT, 0600) = 3");
        assertFalse(use(accesses, "/run/x").walkedPast());
        assertFalse(use(accesses, "/run/x").hitAfterWalk());
    }

    @Test
    void anotherThreadsHitIsNoneOfMine() {
        Accesses accesses = of(
                "1 access(\"/first\", R_OK) = 0",
                "1 clone(child_stack=NULL, flags=SIGCHLD) = 2",
                "1 open(\"/a/x\", O_RDONLY) = -1 ENOENT (No such file or directory)",
                "2 open(\"/b/x\", O_RDONLY) = 3");
        assertFalse(use(accesses, "/a/x").walkedPast());
    }

    @Test
    void aFailureThatIsNotAbsenceIsNoWalk() {
        Accesses accesses =
                of("1 open(\"/a/x\", O_RDONLY) = -1 EACCES (Permission denied)", "1 open(\"/b/x\", O_RDONLY) = 3");
        assertFalse(use(accesses, "/a/x").walkedPast());
    }

    @Test
    void walksOfManyThreadsAndNamesAreForgottenInTime() {
        List<String> lines = new ArrayList<>();
        lines.add("1 open(\"/a/x\", O_RDONLY) = -1 ENOENT (No such file or directory)");
        for (int i = 0; i < 20; i++) {
            lines.add("1 open(\"/a/other" + i + "\", O_RDONLY) = -1 ENOENT (No such file or directory)");
        }
        lines.add("1 open(\"/b/x\", O_RDONLY) = 3");
        Accesses accesses = of(lines.toArray(String[]::new));
        assertFalse(use(accesses, "/a/x").walkedPast());
        assertFalse(use(accesses, "/b/x").hitAfterWalk());
    }
}
