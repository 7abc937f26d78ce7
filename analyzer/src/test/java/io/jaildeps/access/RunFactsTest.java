package io.jaildeps.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jaildeps.trace.Pid;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunFactsTest {
    private static final String FIRST = "1 execve(\"/bin/x\", [\"x\"], 0x7ffc /* 3 vars */) = 0";

    private static RunFacts of(String... lines) {
        RunFacts facts = new RunFacts();
        Seen.parse(Seen.stream(lines), facts);
        return facts;
    }

    private static List<Pid> pids(int... numbers) {
        return IntStream.of(numbers).mapToObj(Pid::new).toList();
    }

    private static Set<Integer> ports(int... numbers) {
        return new TreeSet<>(IntStream.of(numbers).boxed().toList());
    }

    @Test
    void aTcpPortIsOneThatIsListenedOn() {
        RunFacts facts = of(
                "1 bind(3, {sa_family=AF_INET, sin_port=htons(22), sin_addr=inet_addr(\"0.0.0.0\")}, 16) = 0",
                "1 listen(3, 128) = 0",
                "1 bind(4, {sa_family=AF_INET6, sin6_port=htons(2222), sin6_flowinfo=htonl(0), inet_pton(AF_INET6, \"::\", &sin6_addr), sin6_scope_id=0}, 28) = 0",
                "1 listen(4, 128) = 0",
                "1 bind(5, {sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr(\"127.0.0.1\")}, 16) = 0");
        assertEquals(ports(22, 2222), facts.tcpPorts());
        assertEquals(List.of(53), facts.otherPorts());
        assertFalse(facts.listensLocally());
    }

    @Test
    void aSocketIsTheSameInAnotherProcessAndUnderAnotherNumber() {
        RunFacts facts = of(
                "1 bind(3<socket:[77]>, {sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr(\"0.0.0.0\")}, 16) = 0",
                "2 listen(9<socket:[77]>, 128) = 0");
        assertEquals(ports(80), facts.tcpPorts());
    }

    @Test
    void aSocketIsTheSameThoughItsDecorationChanges() {
        // strace -yy
        RunFacts facts = of(
                "1 bind(3<TCP:[77]>, {sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr(\"0.0.0.0\")}, 16) = 0",
                "1 listen(3<TCP:[0.0.0.0:80]>, 128) = 0");
        assertEquals(ports(80), facts.tcpPorts());
        assertEquals(List.of(), facts.otherPorts());
    }

    @Test
    void aServerOfNamesHasOnePortForBothKindsOfSockets() {
        RunFacts facts = of(
                "1 bind(3<socket:[7]>, {sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr(\"0.0.0.0\")}, 16) = 0",
                "1 bind(4<socket:[8]>, {sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr(\"0.0.0.0\")}, 16) = 0",
                "1 listen(4<socket:[8]>, 10) = 0",
                "1 bind(5<socket:[9]>, {sa_family=AF_INET, sin_port=htons(41), sin_addr=inet_addr(\"0.0.0.0\")}, 16) = 0");
        assertEquals(ports(53), facts.tcpPorts());
        assertEquals(List.of(53, 41), facts.otherPorts());
    }

    @Test
    void aForkThatReturnsNoProcessNumberMakesNoProcess() {
        RunFacts facts = of(
                "1 clone(child_stack=NULL, flags=SIGCHLD) = 0x7efcd6167000",
                "1 clone(child_stack=NULL, flags=SIGCHLD) = 0x80000000",
                "1 bind(3, {sa_family=AF_INET, sin_port=htons(22), sin_addr=inet_addr(\"0.0.0.0\")}, 16) = 0",
                "1 listen(3, 128) = 0");
        assertEquals(ports(22), facts.tcpPorts());
    }

    @Test
    void aPortThatTheKernelChoosesIsNoFact() {
        RunFacts facts =
                of("1 bind(3, {sa_family=AF_INET, sin_port=htons(0), sin_addr=inet_addr(\"0.0.0.0\")}, 16) = 0");
        assertEquals(List.of(), facts.otherPorts());
    }

    @Test
    void aPortThatIsTakenIsTold() {
        RunFacts facts = of(
                "1 bind(3, {sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr(\"0.0.0.0\")}, 16) = -1 EADDRINUSE (Address already in use)",
                "1 bind(3, {sa_family=AF_INET, sin_port=htons(81), sin_addr=inet_addr(\"0.0.0.0\")}, 16) = -1 EACCES (Permission denied)");
        assertEquals(ports(80), facts.takenPorts());
        assertEquals(ports(), facts.tcpPorts());
    }

    @Test
    void listeningOnASocketOfTheFileSystemIsLocal() {
        RunFacts facts = of("1 bind(3, {sa_family=AF_UNIX, sun_path=\"/run/x\"}, 110) = 0", "1 listen(3, 128) = 0");
        assertTrue(facts.listensLocally());
        assertEquals(ports(), facts.tcpPorts());
    }

    @Test
    void everyIdThatWasTakenCounts() {
        RunFacts facts = of(
                "1 setgroups(2, [33, 1000]) = 0",
                "1 setgid(33) = 0",
                "1 setresgid(-1, 34, -1) = 0",
                "1 setresuid(-1, 35, -1) = 0",
                "1 setreuid(36, 4294967295) = 0",
                "1 setuid(37) = 0",
                "1 setuid(4294967294) = 0",
                "1 setuid(38) = -1 EPERM (Operation not permitted)");
        assertEquals(Set.of(35L, 36L, 37L, 4294967294L), facts.userIds());
        assertEquals(Set.of(33L, 34L, 1000L), facts.groupIds());
    }

    @Test
    void listsOfGroupsMayBeEmptyCutOrUnreadable() {
        RunFacts facts = of(
                "1 setgroups(0, NULL) = 0",
                "1 setgroups(0, []) = 0",
                "1 setgroups(2, 0x7ffe1234) = 0",
                "1 setgroups(3, [4, 5, ...]) = 0");
        assertEquals(Set.of(4L, 5L), facts.groupIds());
    }

    @Test
    void theEndIsTheFirstProcesss() {
        RunFacts facts = of(FIRST, "1 clone(child_stack=NULL, flags=SIGCHLD) = 2", "2 +++ exited with 3 +++");
        assertEquals(Optional.empty(), facts.end());
        assertEquals(pids(1), facts.alive());
        facts = of(FIRST, "1 +++ exited with 4 +++");
        assertEquals(Optional.of(new RunFacts.End(4, "")), facts.end());
        assertEquals(pids(), facts.alive());
        facts = of(FIRST, "1 +++ killed by SIGSEGV (core dumped) +++");
        assertEquals(Optional.of(new RunFacts.End(0, "SIGSEGV")), facts.end());
    }

    @Test
    void whoLivesIsToldOldestFirst() {
        RunFacts facts = of(
                FIRST,
                "1 clone(child_stack=NULL, flags=SIGCHLD) = 9",
                "9 fork() = 5",
                "1 vfork( <unfinished ...>",
                "7 execve(\"/bin/y\", [\"y\"], 0x7ffc /* 3 vars */) = 0",
                "1 <... vfork resumed>) = 7",
                "1 +++ exited with 0 +++");
        assertEquals(pids(9, 5, 7), facts.alive());
    }

    @Test
    void threadsAreNoProcesses() {
        RunFacts facts = of(
                FIRST,
                "1 clone3({flags=CLONE_VM|CLONE_FS|CLONE_FILES|CLONE_SIGHAND|CLONE_THREAD} => {parent_tid=[2]}, 88) = 2",
                "2 access(\"/a\", R_OK) = 0");
        assertEquals(pids(1), facts.alive());
        facts = of(
                FIRST,
                "1 clone3({flags=CLONE_VM|CLONE_THREAD} => {parent_tid=[2]}, 88) = 2",
                "2 +++ exited with 0 +++",
                "1 clone(child_stack=NULL, flags=SIGCHLD) = 2");
        assertEquals(pids(1, 2), facts.alive());
    }

    @Test
    void aChildThatIsGoneBeforeItsCloneReturnsDoesNotLive() {
        RunFacts facts =
                of(FIRST, "1 vfork( <unfinished ...>", "2 +++ exited with 127 +++", "1 <... vfork resumed>) = 2");
        assertEquals(pids(1), facts.alive());
        // the number is given anew
        facts = of(
                FIRST,
                "1 vfork( <unfinished ...>",
                "2 +++ exited with 127 +++",
                "1 <... vfork resumed>) = 2",
                "1 vfork( <unfinished ...>",
                "2 access(\"/a\", R_OK) = 0",
                "1 <... vfork resumed>) = 2");
        assertEquals(pids(1, 2), facts.alive());
    }

    @Test
    void aThreadThatExecutesIsItsProcess() {
        RunFacts facts = of(
                "10 execve(\"/bin/x\", [\"x\"], 0x7ffc /* 3 vars */) = 0",
                "10 clone3({flags=CLONE_VM|CLONE_THREAD} => {parent_tid=[11]}, 88) = 11",
                "11 execve(\"/bin/y\", [\"y\"], 0x7ffc /* 3 vars */ <unfinished ...>",
                "10 +++ superseded by execve in pid 11 +++",
                "10 <... execve resumed>) = 0",
                "10 +++ exited with 5 +++");
        assertEquals(pids(), facts.alive());
        assertEquals(Optional.of(new RunFacts.End(5, "")), facts.end());
    }

    @Test
    void commandsAreTheFileAndTheArguments() {
        RunFacts facts = of(
                "1 execve(\"/bin/x\", [\"x\", \"-l\", \"a \\\"b\\\", c\"], 0x7ffc /* 3 vars */) = 0",
                "1 execve(\"/bin/y\", [\"y\", \"cu\"..., \"z\"], 0x7ffc /* 3 vars */) = 0",
                "1 execve(\"/bin/gone\", [\"gone\"], 0x7ffc /* 3 vars */) = -1 ENOENT (No such file or directory)");
        assertEquals(Set.of(List.of("/bin/x", "x", "-l", "a \"b\", c"), List.of("/bin/y", "y", "z")), facts.commands());
    }

    @Test
    void ioUringIsTold() {
        assertFalse(of(FIRST).usesIoUring());
        assertFalse(of("1 io_uring_setup(8, {flags=0}) = -1 ENOSYS (Function not implemented)")
                .usesIoUring());
        assertTrue(of("1 io_uring_setup(8, {flags=0, sq_thread_cpu=0, sq_thread_idle=0}) = 3")
                .usesIoUring());
    }

    @Test
    void aSocketOnAPortThatTheKernelChoseIsKnownByItsInode() {
        RunFacts facts = of(
                "1 bind(3<socket:[71234]>, {sa_family=AF_INET, sin_port=htons(0), sin_addr=inet_addr(\"0.0.0.0\")}, 16) = 0",
                "1 listen(3<socket:[71234]>, 5) = 0",
                "1 bind(4<socket:[71235]>, {sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr(\"0.0.0.0\")}, 16) = 0",
                "1 listen(4<socket:[71235]>, 5) = 0");
        assertEquals(Set.of(71234L), facts.listeningSockets());
    }

    @Test
    void aTargetThatTracesOthersIsTold() {
        assertTrue(of("1 ptrace(PTRACE_TRACEME) = -1 EPERM (Operation not permitted)")
                .failsToTrace());
        assertTrue(of("1 ptrace(PTRACE_SEIZE, 12, NULL, 0) = -1 EPERM (Operation not permitted)")
                .failsToTrace());
        assertFalse(of("1 ptrace(PTRACE_PEEKUSER, 12, 0, 0) = -1 ESRCH (No such process)")
                .failsToTrace());
        assertFalse(of("1 ptrace(PTRACE_TRACEME) = 0").failsToTrace());
    }

    @Test
    void linesThatCouldNotBeReadAreCountedAndSomeAreKept() {
        List<String> lines = new ArrayList<>(List.of(FIRST));
        for (int i = 0; i < 25; i++) {
            lines.add("1 ???" + i);
        }
        RunFacts facts = of(lines.toArray(String[]::new));
        assertEquals(25, facts.unparsedCount());
        assertEquals(10, facts.unparsed().size());
    }

    @Test
    void everyEventCounts() {
        RunFacts facts = of(FIRST, "1 --- SIGCHLD {si_signo=SIGCHLD} ---", "1 +++ exited with 0 +++");
        assertEquals(3, facts.events());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "setns(5, CLONE_NEWNS) = 0",
                "setns(5, 0x20000 /* CLONE_NEWNS */) = 0",
                "setns(5, CLONE_NEWUSER|CLONE_NEWNS) = 0",
                "setns(5</proc/12/ns/mnt>, 0) = 0",
                "setns(5<mnt:[4026531841]>, 0) = 0"
            })
    void anotherMountNamespaceIsTold(String call) {
        assertTrue(of(FIRST, "1 " + call).entersMounts());
    }

    @Test
    void namespacesOfAnotherKindHaveNoPaths() {
        assertFalse(of(
                        FIRST,
                        "1 setns(5, CLONE_NEWNET) = 0",
                        "1 setns(5</proc/1/ns/net>, 0) = 0",
                        "1 setns(5, CLONE_NEWNS) = -1 EPERM (Operation not permitted)")
                .entersMounts());
    }
}
