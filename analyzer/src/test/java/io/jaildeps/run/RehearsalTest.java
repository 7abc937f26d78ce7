package io.jaildeps.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jaildeps.fixtures.Requires;
import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RehearsalTest {
    private static final String RIGHT = """
            Uid:	105	105	105	105
            Gid:	106	106	106	106
            Groups:	107 108\s
            CapInh:	0000000000000000
            CapPrm:	0000000000000000
            CapEff:	0000000000000000
            CapBnd:	0000000000040080
            CapAmb:	0000000000000000
            NoNewPrivs:	0
            Umask now:0022
            """;

    @Test
    void what_was_asked_for_is_right() {
        assertEquals(List.of(), wrong(RIGHT, 105));
    }

    @Test
    void each_line_that_says_more_is_found() {
        assertEquals(List.of("Uid 105 105 0 105"), wrong(RIGHT.replace("105	105	105	105", "105	105	0	105"), 105));
        assertEquals(List.of("Gid 106 106 106 0"), wrong(RIGHT.replace("106	106	106	106", "106	106	106	0"), 105));
        assertEquals(List.of("Groups 107 108 0"), wrong(RIGHT.replace("107 108", "107 108 0"), 105));
        for (String field : List.of("CapInh", "CapPrm", "CapEff", "CapAmb")) {
            assertEquals(
                    List.of(field + " 0000000000000080"),
                    wrong(RIGHT.replace(field + ":	0000000000000000", field + ":	0000000000000080"), 105));
        }
        assertEquals(List.of("CapBnd 0000000000040081"), wrong(RIGHT.replace("040080", "040081"), 105));
        assertEquals(List.of("NoNewPrivs 1"), wrong(RIGHT.replace("NoNewPrivs:	0", "NoNewPrivs:	1"), 105));
        assertEquals(List.of("Umask now 0002"), wrong(RIGHT.replace("0022", "0002"), 105));
        assertEquals(List.of("Regained user 0"), wrong(RIGHT + "Regained:user 0\n", 105));
        assertEquals(List.of("Regained group group 0"), wrong(RIGHT + "Regained group:group 0\n", 105));
        assertEquals(List.of("Changes root again"), wrong(RIGHT + "Changes root:again\n", 105));
        assertEquals(List.of("Makes namespaces of users"), wrong(RIGHT + "Makes namespaces:of users\n", 105));
    }

    @Test
    void a_line_that_is_not_there_proves_nothing() {
        for (String line : RIGHT.lines().toList()) {
            assertFalse(wrong(RIGHT.replace(line + "\n", ""), 105).isEmpty(), line);
        }
    }

    @Test
    void a_chain_that_fails_is_told_with_the_tools_words() throws Exception {
        Requires.root();
        assumeTrue(Requires.rootIsMounted(), "run needs a root that is a mount point");
        JailedProgram program = program(105, HostPath.of("/nowhere/at/all"));
        Rehearsal rehearsal = new Rehearsal(program, limits(), new ToolChain(program, limits()));
        CannotRun failure = assertThrows(CannotRun.class, rehearsal::check);
        assertTrue(
                String.valueOf(failure.getMessage()).startsWith("cannot run in /nowhere/at/all: mount: "),
                failure::getMessage);
    }

    @Test
    void hidepid_is_asked_for_only_where_it_is_the_mounts_own() {
        int[] version = {5, 8};
        assertTrue(JailMount.atLeast("6.1.0-18-amd64", version));
        assertTrue(JailMount.atLeast("5.8", version));
        assertTrue(JailMount.atLeast("5.10.0", version));
        assertFalse(JailMount.atLeast("5.7.19", version));
        assertFalse(JailMount.atLeast("4.19.0", version));
        assertFalse(JailMount.atLeast("", version));
    }

    private static List<String> wrong(String status, long uid) {
        JailedProgram program = program(uid, HostPath.of("/srv/jail"));
        return new Rehearsal(program, limits(), new ToolChain(program, limits())).wrong(ProcessStatus.of(status));
    }

    private static Limits limits() {
        return new Limits(false, 022, false, false, false, Set.of());
    }

    private static JailedProgram program(long uid, HostPath jail) {
        RunAs user = new RunAs("user", "/", uid, 106, List.of(107L, 108L), "the jail's /etc/passwd");
        return new JailedProgram(jail, List.of("/bin/x"), JailPath.ROOT, new TreeMap<>(), user, List.of());
    }
}
