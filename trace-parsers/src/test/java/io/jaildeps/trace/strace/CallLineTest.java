package io.jaildeps.trace.strace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jaildeps.trace.Arg;
import io.jaildeps.trace.CallFilter;
import io.jaildeps.trace.Fd;
import io.jaildeps.trace.Outcome;
import io.jaildeps.trace.Pid;
import io.jaildeps.trace.Reading;
import io.jaildeps.trace.TraceEvent;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallLineTest {
    private static final Arg.Descriptor AT_FDCWD = new Arg.Descriptor(Fd.AT_FDCWD, "", false);

    @Test
    void aCallHasItsThreadNameArgumentsAndResult() {
        TraceEvent.Call call = Read.of("12345 openat(AT_FDCWD, \"/etc/passwd\", O_RDONLY|O_CLOEXEC) = 3")
                .call();
        assertEquals(
                new TraceEvent.Call(
                        1,
                        new Pid(12345),
                        "openat",
                        List.of(AT_FDCWD, new Arg.Text("/etc/passwd", false), new Arg.Word("O_RDONLY|O_CLOEXEC")),
                        new Outcome.Returned(3),
                        false),
                call);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "472   close(3) = 0",
                "472<sh> close(3) = 0",
                "472<a \\74b\\76 c> close(3) = 0",
                "472 14:50:52 close(3) = 0",
                "472 14:50:52.123456 close(3) = 0",
                "472 1795301602 close(3) = 0",
                "472 1795301602.417157 close(3) = 0 <0.000012>",
                "472 1795301602.417157717 close(3) = 0",
                "472      0.000050 close(3)            = 0",
                "472      0 close(3)            = 0",
                "472 14:50:52 (+     0.000050) close(3) = 0",
                "472 [   3] close(3)                   = 0",
                "472 [00007fd6a9ff89f0] close(3)       = 0",
                "472 [????????????????] close(3)       = 0",
                "472 [system_u:system_r:init_t:s0] close(3) = 0",
                "472 [   3] [00007fd6a9ff89f0] close(3)= 0",
                "\033[1m472\033[0m \033[32mclose\033[0m(\033[34m3\033[0m) = \033[31m0\033[m",
                "472 close(3) = 0\r",
            })
    void everyPrefixIsRead(String line) {
        TraceEvent.Call call = Read.of(line).call();
        assertEquals(new Pid(472), call.pid());
        assertEquals("close", call.name());
        assertEquals(List.of(new Arg.Word("3")), call.args());
        assertEquals(new Outcome.Returned(0), call.outcome());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "close(3) = 0",
                "14:50:52.123456 close(3) = 0",
                "1795301602.417157 close(3) = 0",
                "1795301602 close(3) = 0",
                "     0.000050 close(3) = 0",
                "[  59] close(3) = 0",
                "[00007fd6a9ff89f0] close(3) = 0",
            })
    void aLineWithoutNumberIsTheUnnamedThreads(String line) {
        assertEquals(Pid.UNNAMED, Read.of(line).call().pid());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "0 # 0",
                "-2 # -2",
                "0x7f32 # 32562",
                "0xffffffffffffffff # -1",
                "022 # 18",
                "1 (Timeout) # 1",
                "0x8000 (flags O_RDONLY|O_LARGEFILE) # 32768",
                "1 ([{fd=3, revents=POLLIN}]) # 1",
                "12 /* 3400 in strace's PID NS */ # 12",
                "7 <0.000123> # 7",
            })
    void aNumberIsReturnedInAnyBase(String printed, long value) {
        Outcome outcome = Read.of("fcntl(3, F_GETFL) = " + printed).call().outcome();
        assertEquals(new Outcome.Returned(value), outcome);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-1 ENOENT (No such file or directory) | ENOENT",
                "-1 ENOENT (Datei oder Verzeichnis nicht gefunden) <0.000050> | ENOENT",
                "-1 (errno 599) | errno 599",
                "-1 ERRNO_599 (errno 599) | errno 599",
                "-1 errno=2 (No such file or directory) | ENOENT",
                "-1 EBADF (Bad file descriptor) | EBADF",
            })
    void aFailureHasTheSymbolicErrorAndNotTheUsersWords(String printed, String errno) {
        assertEquals(
                new Outcome.Failed(errno),
                Read.of("close(3) = " + printed).call().outcome());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "? | ''",
                "? ERESTARTSYS (To be restarted if SA_RESTART is set) | ERESTARTSYS",
                "? ERESTART_RESTARTBLOCK (Interrupted by signal) | ERESTART_RESTARTBLOCK",
                "? <unavailable> | ''",
                "? (mask now []) | ''",
            })
    void aQuestionMarkIsAnUnknownOutcome(String printed, String reason) {
        assertEquals(
                new Outcome.Unknown(reason),
                Read.of("sigreturn() = " + printed).call().outcome());
    }

    @Test
    void aReturnedDescriptorHasItsDecoration() {
        assertEquals(
                new Outcome.Returned(3, "/etc/passwd-"),
                Read.of("openat(AT_FDCWD, \"x\", O_RDONLY) = 3</etc/passwd-> <0.000015>")
                        .call()
                        .outcome());
        assertEquals(
                new Outcome.Returned(3, "/tmp/a\nb"),
                Read.of("openat(AT_FDCWD, \"x\", O_RDONLY) = 3</tmp/a\\nb>(deleted)")
                        .call()
                        .outcome());
    }

    @Test
    void theTracersOwnResultsAreMarked() {
        assertTrue(Read.of("access(\"/x\", F_OK) = 0 (INJECTED)").call().injected());
        assertTrue(Read.of("access(\"/x\", F_OK) = -1 ENOENT (No such file or directory) (INJECTED) <0.000012>")
                .call()
                .injected());
        assertTrue(Read.of("readlink(\"lnk\", \"/etc/hosts\", 256) = 10 (INJECTED) (DELAYED)")
                .call()
                .injected());
        assertFalse(Read.of("access(\"/(INJECTED)\", F_OK) = 0").call().injected());
        assertFalse(Read.of("open(\"x\", O_RDONLY) = 3</(INJECTED)>").call().injected());
    }

    @Test
    void aFileMayBeNamedLikeAnything() {
        TraceEvent.Call comma = Read.of(
                        "openat(AT_FDCWD, \"sp ace, comma) = -1 ENOENT (No such file or directory)\", O_RDONLY) = 3</w/sp ace,"
                                + " comma) = -1 ENOENT (No such file or directory)>")
                .call();
        assertEquals(
                new Arg.Text("sp ace, comma) = -1 ENOENT (No such file or directory)", false),
                comma.args().get(1));
        assertEquals(
                new Outcome.Returned(3, "/w/sp ace, comma) = -1 ENOENT (No such file or directory)"), comma.outcome());
        TraceEvent.Call unfinished = Read.of(
                        "openat(AT_FDCWD, \"<unfinished ...>\", O_WRONLY|O_CREAT, 0644) = 3</w/\\74unfinished ...\\76>")
                .call();
        assertEquals(new Outcome.Returned(3, "/w/<unfinished ...>"), unfinished.outcome());
        TraceEvent.Call angle =
                Read.of("close(3</w/angle\\74b\\76r\\\"\\76,>) = 0").call();
        assertEquals(List.of(new Arg.Descriptor(new Fd(3), "/w/angle<b>r\">,", false)), angle.args());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "AT_FDCWD | -100 | `` | false",
                "AT_FDCWD</> | -100 | / | false",
                "AT_FDCWD</w/a b> | -100 | /w/a b | false",
                "-100 /* AT_FDCWD */ | -100 | `` | false",
                "-100 /* AT_FDCWD */</w> | -100 | /w | false",
                "-100</w> | -100 | /w | false",
                "3</etc/passwd-> | 3 | /etc/passwd- | false",
                "3</tmp/x>(deleted) | 3 | /tmp/x | true",
                "3</tmp/x (deleted)> | 3 | /tmp/x | true",
                "1</dev/null<char 1:3>> | 1 | /dev/null | false",
                "1</dev/pts/1<char 136:1>>(deleted) | 1 | /dev/pts/1 | true",
                "4<socket:[123]> | 4 | socket:[123] | false",
                "6<TCP:[127.0.0.1:5->127.0.0.1:80]> | 6 | TCP:[127.0.0.1:5->127.0.0.1:80] | false",
                "6<TCPv6:[[::1]:5->[::1]:80]> | 6 | TCPv6:[[::1]:5->[::1]:80] | false",
                "5<UNIX-STREAM:[1->2,\"/run/a>b\"]> | 5 | UNIX-STREAM:[1->2,\"/run/a>b\"] | false",
                "7<anon_inode:[eventfd]> | 7 | anon_inode:[eventfd] | false",
                "3</etc> [system_u:object_r:etc_t:s0] | 3 | /etc | false",
                "dirfd=AT_FDCWD</w> | -100 | /w | false",
                "fd=3</x> | 3 | /x | false",
            })
    void aDescriptorHasItsNumberAndPath(String printed, int fd, String path, boolean deleted) {
        TraceEvent.Call call = Read.of("fchdir(" + printed + ") = 0").call();
        assertEquals(List.of(new Arg.Descriptor(new Fd(fd), path, deleted)), call.args());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3",
                "-1",
                "-100",
                "0xffffff9c",
                "NULL",
                "0x7ffd649b7c90 /* 39 vars */",
                "O_RDONLY|O_CLOEXEC",
                "QCMD(Q_QUOTAON, USRQUOTA)",
                "1<<CAP_CHOWN|1<<CAP_KILL",
                "FUTEX_OP_SET<<28|0<<12|FUTEX_OP_CMP_GT<<24|0x1",
                "SNDCTL_TMR_TIMEBASE or TCGETS",
                "_IOC(_IOC_READ|_IOC_WRITE, 0xff, 0x1, 0x8)",
                "-1 /* FAN_NOFD */",
            })
    void whatIsNeitherTextNorDescriptorStaysAsPrinted(String printed) {
        assertEquals(
                List.of(new Arg.Word(printed), new Arg.Word("0")),
                Read.of("prctl(" + printed + ", 0) = 0").call().args());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{sa_family=AF_UNIX, sun_path=\"/run/)x\"}",
                "[{WIFEXITED(s) && WEXITSTATUS(s) == 0}]",
                "[\"sh\", \"-c\", \"exit 3\"...]",
                "[/* 39 vars */]",
                "[\"a\", ... /* 0x7ffd */]",
                "~[RTMIN RT_1]",
                "{flags=CLONE_VM} => {parent_tid=[31560]}",
                "{c_cc='(', x=1}",
                "{B38400 opost -isig -icanon -echo ...}",
            })
    void aStructureStaysAsPrinted(String printed) {
        assertEquals(
                List.of(new Arg.Compound(printed), new Arg.Word("0")),
                Read.of("ioctl(" + printed + ", 0) = 0").call().args());
    }

    @Test
    void namesOfArgumentsAreTakenOffExceptClones() {
        assertEquals(
                List.of(
                        AT_FDCWD,
                        new Arg.Text("x", false),
                        new Arg.Compound("{flags=O_RDONLY, resolve=0}"),
                        new Arg.Word("24")),
                Read.of("openat2(dirfd=AT_FDCWD, pathname=\"x\", how={flags=O_RDONLY, resolve=0}, size=24) = 3")
                        .call()
                        .args());
        assertEquals(
                List.of(new Arg.Word("child_stack=NULL"), new Arg.Word("flags=CLONE_VM|SIGCHLD")),
                Read.of("clone(child_stack=NULL, flags=CLONE_VM|SIGCHLD) = 12")
                        .call()
                        .args());
    }

    @Test
    void clone3sStructureIsOneWithAndWithoutItsName() {
        assertEquals(
                Read.of("clone3({flags=CLONE_VM}, 88) = 12").call().args(),
                Read.of("clone3(cl_args={flags=CLONE_VM}, size=88) = 12").call().args());
    }

    @Test
    void theOldestFormsAreRead() {
        assertEquals(
                List.of(
                        new Arg.Text("/bin/ls", false),
                        new Arg.Compound("[\"ls\"]"),
                        new Arg.Compound("[/* 39 vars */]")),
                Read.of("execve(\"/bin/ls\", [\"ls\"], [/* 39 vars */]) = 0")
                        .call()
                        .args());
        assertEquals(2, Read.of("stat64(0xbfffec1c, ...) = 0").call().args().size());
        assertEquals(
                "{sa_family=AF_UNIX, path=\"/dev/log\"}",
                ((Arg.Compound) Read.of("connect(3, {sa_family=AF_UNIX, path=\"/dev/log\"}, 110) = 0")
                                .call()
                                .args()
                                .get(1))
                        .text());
    }

    @Test
    void anInterruptedCallThatGoesOnIsAnArgumentAndNoSecondHalf() {
        TraceEvent.Call call = Read.of(
                        "7 restart_syscall(<... resuming interrupted poll ...> <unfinished ...>",
                        "7 <... restart_syscall resumed> ) = 1")
                .call();
        assertEquals(List.of(new Arg.Word("<... resuming interrupted poll ...>")), call.args());
        assertEquals(new Outcome.Returned(1), call.outcome());
        assertEquals(
                new Outcome.Returned(0),
                Read.of("restart_syscall(<... resuming interrupted poll ...>) = 0")
                        .call()
                        .outcome());
    }

    @Test
    void somethingUnbalancedInsideOfTheArgumentsDoesNotHideTheReturn() {
        TraceEvent.Call call = Read.of("ioctl(3, FOO({x, 1) = -1 ENOTTY (Inappropriate ioctl for device)")
                .call();
        assertEquals(new Outcome.Failed("ENOTTY"), call.outcome());
        assertEquals(new Arg.Word("3"), call.args().get(0));
    }

    @Test
    void aCallWithoutArgumentsHasNone() {
        assertEquals(
                List.of(),
                Read.of("getpid()                          = 31559").call().args());
        assertEquals(
                new Arg.Word(""),
                Read.of("statx(3, \"x\", , 0x7ff, {stx_mask=0}) = 0")
                        .call()
                        .args()
                        .get(2));
    }

    @Test
    void aReturnThatNobodyWritesIsUnparsedWithItsReason() {
        Reading reading = Read.of("open(\"x\") = three");
        assertEquals(
                List.of(new TraceEvent.Unparsed(1, "open(\"x\") = three", "not a return value: three")),
                reading.events());
    }

    @Test
    void aCallThatIsWantedByPathOnlyIsSkippedOfADescriptor() {
        CallFilter byPath = new CallFilter.Only(Set.of("newfstatat", "openat"), Set.of("newfstatat"));
        Reading reading = Read.of(
                byPath,
                "newfstatat(3, \"\", {st_mode=S_IFREG|0644, st_size=50, ...}, AT_EMPTY_PATH) = 0",
                "newfstatat(3</a, \"\", b>, \"\", 0x7ffc, AT_EMPTY_PATH) = -1 EACCES (Permission denied)",
                "newfstatat(3</a, \"\", b>, \"c\", 0x7ffc, 0) = 0",
                "newfstatat(AT_FDCWD, \"\", 0x7ffc, AT_EMPTY_PATH) = 0",
                "newfstatat(3, \"d\", 0x7ffc, 0) = 0",
                "openat(3, \"\", O_RDONLY) = -1 ENOENT (No such file or directory)");
        assertEquals(
                List.of(3L, 4L, 5L, 6L),
                reading.calls().stream().map(TraceEvent::line).toList());
        assertEquals(2, reading.summary().skipped());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(DELAYED)",
                "(DELAYED) <0.001234>",
                "(INJECTED: args)",
                "(INJECTED: args) (DELAYED)",
            })
    void whatTheKernelDidItselfIsNotMadeUp(String mark) {
        TraceEvent.Call call = Read.of("openat(AT_FDCWD, \"/etc/passwd\", O_RDONLY) = 3 " + mark)
                .call();
        assertEquals(new Outcome.Returned(3), call.outcome());
        assertFalse(call.injected());
    }

    @Test
    void aResultThatWasPutInThePlaceOfTheKernelsIsMadeUp() {
        assertTrue(Read.of("openat(AT_FDCWD, \"/x\", O_RDONLY) = 3 (INJECTED: args, retval)")
                .call()
                .injected());
        assertTrue(Read.of("openat(AT_FDCWD, \"/x\", O_RDONLY) = -1 ENOENT (No such file) (INJECTED) (DELAYED) <0.1>")
                .call()
                .injected());
    }

    /** Up to strace 4.15 a path's own angles were printed as they are. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/srv/c->d | 5</srv/c->d>",
                "/srv/a<b | 5</srv/a<b>",
                "/srv/a<b>c | 5</srv/a<b>c>",
                "/srv/a>>b | 5</srv/a>>b>",
                "/dev/a<b | 5</dev/a<b<char 1:3>>",
                "/srv/c-> | 5</srv/c->>",
            })
    void aDecorationEndsWhereSomethingElseBegins(String path, String decorated) {
        TraceEvent.Call call = Read.of("openat(" + decorated + ", \"in\", O_RDONLY) = " + decorated)
                .call();
        assertEquals(new Arg.Descriptor(new Fd(5), path, false), call.args().get(0));
        assertEquals(new Arg.Text("in", false), call.args().get(1));
        assertEquals(new Outcome.Returned(5, path), call.outcome());
    }
}
