package io.jaildeps.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkingDirectoryTest {
    @Test
    void aRelativePathStartsWhereTheFirstProcessStarted() {
        Seen.of("1 open(\"x\", O_RDONLY) = 3").are("READ /start/x");
    }

    @Test
    void chdirMovesWhatIsRelative() {
        Seen.of(
                        "1 chdir(\"/srv\") = 0",
                        "1 access(\"a\", R_OK) = 0",
                        "1 chdir(\"sub\") = 0",
                        "1 access(\"b\", R_OK) = 0",
                        "1 chdir(\"..\") = 0",
                        "1 access(\"c\", R_OK) = 0")
                .are(
                        "ENTER /srv",
                        "LOOK /srv/a",
                        "ENTER /srv/sub",
                        "LOOK /srv/sub/b",
                        "ENTER /srv/sub/..",
                        "LOOK /srv/sub/../c");
    }

    @Test
    void aChdirThatFailsMovesNothing() {
        Seen.of("1 chdir(\"/srv\") = -1 ENOENT (No such file or directory)", "1 access(\"a\", R_OK) = 0")
                .are("ENTER /srv ENOENT", "LOOK /start/a");
    }

    @Test
    void fchdirMovesToWhatTheDescriptorIs() {
        Seen.of(
                        "1 openat(AT_FDCWD, \"/srv\", O_RDONLY|O_DIRECTORY) = 3",
                        "1 fchdir(3) = 0",
                        "1 access(\"a\", R_OK) = 0",
                        "1 fchdir(9</opt>) = 0",
                        "1 access(\"b\", R_OK) = 0")
                .are("READ /srv", "LOOK /srv/a", "LOOK /opt/b");
    }

    @Test
    void whatIsRelativeToAnUnknownDirectoryIsCounted() {
        Seen seen = Seen.in(
                "/",
                "",
                "1 access(\"a\", R_OK) = 0",
                "1 openat(AT_FDCWD, \"b\", O_RDONLY) = 3",
                "1 openat(7, \"c\", O_RDONLY) = 3",
                "1 access(\"/d\", R_OK) = 0");
        seen.are("LOOK /d");
        assertEquals(3, seen.reader().withoutCwd());
    }

    @Test
    void anUnknownDirectoryIsLearntFromGetcwd() {
        Seen.in("/", "", "1 getcwd(\"/srv\", 4096) = 5", "1 access(\"a\", R_OK) = 0")
                .are("LOOK /srv/a");
    }

    @Test
    void anUnknownDirectoryIsLearntFromTheDecorationOfAtFdcwd() {
        Seen.in("/", "", "1 openat(AT_FDCWD</srv>, \"/x\", O_RDONLY) = 3</x>", "1 access(\"a\", R_OK) = 0")
                .are("READ /x", "LOOK /srv/a");
    }

    @Test
    void theDecorationOfAtFdcwdIsBelieved() {
        // started elsewhere than was thought, or moved by a link
        Seen.of("1 newfstatat(AT_FDCWD</run>, \"a\", {st_mode=S_IFREG|0644, st_size=0, ...}, 0) = 0")
                .are("LOOK /run/a");
    }

    @Test
    void afterFchdirToAnUnknownDescriptorNothingIsGuessed() {
        Seen seen = Seen.of("1 fchdir(5) = 0", "1 access(\"a\", R_OK) = 0");
        seen.are();
        assertEquals(1, seen.reader().withoutCwd());
    }

    @Test
    void afterChdirToAnUnreadablePathNothingIsGuessed() {
        Seen seen = Seen.of("1 chdir(0x7ffe1000) = 0", "1 access(\"a\", R_OK) = 0");
        seen.are();
        assertEquals(1, seen.reader().withoutCwd());
    }

    @Test
    void goingBackAndForthDoesNotGrowThePath() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            lines.add("1 chdir(\"sub\") = 0");
            lines.add("1 chdir(\"..\") = 0");
        }
        lines.add("1 access(\"a\", R_OK) = 0");
        FileAccess last = Seen.of(lines.toArray(String[]::new)).last();
        assertEquals("/start/a", last.place().asked().lexical().bytes());
        assertTrue(last.place().asked().bytes().length() < 5000);
    }

    @Test
    void itIsKnownWhetherTheStartingDirectoryMatters() {
        assertTrue(Seen.of("1 access(\"a\", R_OK) = 0").reader().usedStartCwd());
        assertTrue(Seen.of("1 getcwd(\"/start\", 4096) = 7").reader().usedStartCwd());
        assertFalse(Seen.of("1 access(\"/a\", R_OK) = 0").reader().usedStartCwd());
        assertFalse(Seen.of("1 chdir(\"/\") = 0", "1 access(\"a\", R_OK) = 0", "1 getcwd(\"/\", 4096) = 2")
                .reader()
                .usedStartCwd());
    }

    @Test
    void emptyStepsOfAPathDoNotMakeItAnother() {
        Seen.of("1 access(\"/etc//./passwd\", R_OK) = 0", "1 chdir(\"/\") = 0", "1 access(\"./etc/\", R_OK) = 0")
                .are("LOOK /etc/passwd", "ENTER /", "LOOK /etc/");
    }

    @Test
    void namesAreBytes() {
        Seen.of("1 access(\"/a\\tb\\377\", R_OK) = 0", "1 access(\"/\\303\\244 \\\"q\\\"\", R_OK) = 0")
                .are("LOOK /a\tb\u00ff", "LOOK /\u00c3\u00a4 \"q\"");
    }

    /** A trace without clone(2), as of strace -e trace=file. */
    @Test
    void whereAProcessIsThatNobodyMadeIsNotKnownOnceAnotherHasMoved() {
        Seen moved = Seen.of(
                "1 execve(\"/bin/sh\", [\"sh\"], 0x7f /* 1 vars */) = 0",
                "1 chdir(\"/etc\") = 0",
                "2 openat(AT_FDCWD, \"passwd\", O_RDONLY) = 3",
                "2 openat(AT_FDCWD, \"/etc/group\", O_RDONLY) = 3");
        moved.are("EXECUTE /bin/sh", "ENTER /etc", "READ /etc/group");
        assertEquals(1, moved.reader().withoutCwd());
        assertEquals(1, moved.reader().orphans());
        Seen stayed = Seen.of(
                "1 execve(\"/bin/sh\", [\"sh\"], 0x7f /* 1 vars */) = 0",
                "2 openat(AT_FDCWD, \"passwd\", O_RDONLY) = 3");
        stayed.are("EXECUTE /bin/sh", "READ /start/passwd");
    }
}
