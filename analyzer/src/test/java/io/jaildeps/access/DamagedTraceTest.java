package io.jaildeps.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jaildeps.trace.TraceSystem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no tracer writes of itself: holes in a file, made up lines. */
class DamagedTraceTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "openat(AT_FDCWD, \"/etc/a\\0b\", O_RDONLY)",
                "openat(AT_FDCWD, \"/etc/a\0b\", O_RDONLY)",
                "openat(3</etc/x\0y>, \"a\", O_RDONLY)",
                "openat(AT_FDCWD</etc/x\0y>, \"/etc/\0\", O_RDONLY)",
                "execve(\"/bin/a\\0b\", [\"x\"], 0x7f /* 1 vars */)",
                "chdir(\"/srv\\0\")",
                "getcwd(\"/srv\\0\", 4096)",
                "rename(\"a\\0\", \"\\0b\")",
                "connect(3, {sa_family=AF_UNIX, sun_path=\"/a\\0b\"}, 110)",
                "sendmmsg(3, [{msg_hdr={msg_name={sa_family=AF_UNIX, sun_path=\"/a\\0b\"}}}], 1, 0)",
            })
    void aNulIsNoPartOfAPath(String call) {
        Seen.of("1 " + call + " = 0", "1 access(\"/next\", R_OK) = 0").are("LOOK /next");
    }

    @Test
    void aNulIsNoPartOfARoot() {
        Seen seen = Seen.of("1 chroot(\"/srv\\0\") = 0", "1 access(\"/next\", R_OK) = 0");
        seen.are();
        assertEquals(1, seen.reader().withoutRoot());
    }

    @Test
    void aNulInWhatAnOpenReturnedIsNoDecoration() {
        Seen.of("1 openat(AT_FDCWD, \"/etc\", O_RDONLY) = 3</etc\0>", "1 openat(3</etc\0>, \"x\", O_RDONLY) = 4")
                .are("READ /etc", "READ /etc/x");
    }

    /** strace 4.8 escaped nothing in a decoration. */
    @Test
    void aBackslashAndAZeroMayBeADirectorysName() {
        Seen.of("1 openat(4</srv/Dnul\\0>, \"in\", O_RDONLY) = 5</srv/Dnul\\0/in>")
                .are("READ /srv/Dnul\\0/in");
    }

    @Test
    void aPathWithANulIsCountedAsOneThatIsNotThere() {
        RunFacts facts = new RunFacts();
        Seen.parse(Seen.stream("1 openat(AT_FDCWD, \"/etc/a\\0b\", O_RDONLY) = 3"), facts);
        assertEquals(Map.of("openat", 1L), facts.hiddenPaths());
    }

    @Test
    void aNulInWhatAKernelLookedUpEndsIt() {
        HandMade.on(TraceSystem.FREEBSD)
                .looked("open", HandMade.returned(3), List.of("/etc/a\0b"), "0x1", "0x0")
                .are("READ /etc/a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "chdir(\"aaaaaaaaaaaaaaaaaaaaaaaaaaaa\") = 0",
                "openat(3, \"aaaaaaaaaaaaaaaaaaaaaaaaaaaa\", O_RDONLY) = 3"
            })
    void stepsWithoutEndLeadToWhereNobodyKnows(String step) {
        List<String> lines = new ArrayList<>(List.of("1 chdir(\"/\") = 0", "1 openat(AT_FDCWD, \"/\", O_RDONLY) = 3"));
        for (int i = 0; i < 1000; i++) {
            lines.add("1 " + step);
        }
        Seen seen = Seen.of(lines.toArray(String[]::new));
        int longest = seen.accesses().stream()
                .mapToInt(access -> access.place().asked().bytes().length())
                .max()
                .orElseThrow();
        assertTrue(longest > 4096 && longest < 4200, () -> "the longest path has " + longest + " bytes");
        assertEquals(1002, seen.accesses().size() + seen.reader().withoutCwd());
    }

    @Test
    void stepsUpAndDownLeadSomewhere() {
        List<String> lines = new ArrayList<>(List.of("1 chdir(\"/srv\") = 0"));
        for (int i = 0; i < 1000; i++) {
            lines.add("1 chdir(\"sub/..\") = 0");
        }
        lines.add("1 access(\"x\", R_OK) = 0");
        assertEquals(
                "/srv/x",
                Seen.of(lines.toArray(String[]::new))
                        .last()
                        .place()
                        .asked()
                        .lexical()
                        .bytes());
    }
}
