package io.jaildeps.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jaildeps.fixtures.Recorded;
import io.jaildeps.trace.TraceSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CallTableTest {
    /** They have a path that is not an argument of its own, or change what others mean. */
    private static final Set<String> READ_OTHERWISE = Set.of(
            "bind",
            "clone",
            "clone3",
            "close",
            "close_range",
            "connect",
            "dup",
            "dup2",
            "dup3",
            "fchdir",
            "fcntl",
            "fork",
            "getcwd",
            "sendmsg",
            "sendto",
            "unshare",
            "vfork",
            "io_uring_setup");

    /** They have no path, or one that the program does not ask for. */
    private static final Map<String, Set<String>> WITHOUT_PATH = Map.of(
            "the address is the other end's and is filled in by the kernel",
                    Set.of("accept", "accept4", "getpeername", "getsockname", "recvfrom", "recvmsg"),
            "works on descriptors that were opened by name before",
                    Set.of(
                            "landlock_add_rule",
                            "open_by_handle_at",
                            "finit_module",
                            "kexec_file_load",
                            "bpf",
                            "fsmount"),
            "works on memory, names of its own or kernel objects",
                    Set.of(
                            "delete_module",
                            "fsopen",
                            "init_module",
                            "memfd_create",
                            "memfd_secret",
                            "mq_open",
                            "mq_unlink",
                            "shmat"),
            "what is opened through the ring shows in no trace; its set-up is reported",
                    Set.of("io_uring_enter", "io_uring_register"),
            "enters a namespace whose root no trace tells", Set.of("setns"));

    private static Map<String, String[]> listed() throws IOException {
        Path list = Recorded.project().resolveSibling("shared").resolve("syscalls.tsv");
        assumeTrue(Files.exists(list), "no list of all operating systems' calls here");
        Map<String, String[]> calls = new TreeMap<>();
        for (String line : Files.readAllLines(list)) {
            String[] cell = line.split("\t", -1);
            if (cell[0].equals("linux")) {
                calls.put(cell[1], cell);
            }
        }
        return calls;
    }

    @Test
    void everyCallOfLinuxIsKnownOrHasNoPath() throws IOException {
        Set<String> unknown = new TreeSet<>(listed().keySet());
        unknown.removeAll(CallTable.of(TraceSystem.LINUX).calls());
        unknown.removeAll(READ_OTHERWISE);
        WITHOUT_PATH.values().forEach(unknown::removeAll);
        assertEquals(Set.of(), unknown);
    }

    @Test
    void positionsAreThoseOfTheList() throws IOException {
        CallTable table = CallTable.of(TraceSystem.LINUX);
        listed().forEach((call, cell) -> {
            if (table.calls().contains(call) && cell[2].matches("[0-9,]+")) {
                Set<String> ours = table.pathArgs(call).stream()
                        .map(arg -> Integer.toString(arg.path()))
                        .collect(Collectors.toCollection(TreeSet::new));
                assertTrue(ours.containsAll(List.of(cell[2].split(","))), call + " has " + ours);
                if (cell[3].matches("[0-9,]+")) {
                    Set<String> dirfds = table.pathArgs(call).stream()
                            .map(arg -> Integer.toString(arg.dirfd()))
                            .collect(Collectors.toCollection(TreeSet::new));
                    assertTrue(dirfds.containsAll(List.of(cell[3].split(","))), call + " has " + dirfds);
                }
            }
        });
    }

    @Test
    void whatChangesTheMeaningOfPathsIsTracedToo() {
        assertTrue(
                AccessReader.calls().containsAll(CallTable.of(TraceSystem.LINUX).calls()));
        assertTrue(AccessReader.calls()
                .containsAll(Set.of("clone", "clone3", "vfork", "fchdir", "getcwd", "connect", "bind", "getdents64")));
    }
}
