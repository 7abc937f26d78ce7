package io.jaildeps.trace.truss;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jaildeps.trace.Arg;
import io.jaildeps.trace.Fd;
import io.jaildeps.trace.Outcome;
import io.jaildeps.trace.ParseSummary;
import io.jaildeps.trace.Pid;
import io.jaildeps.trace.Reading;
import io.jaildeps.trace.TraceEvent;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SolarisLineTest {
    @Test
    void aCallHasItsProcessThreadNameArgumentsAndResult() {
        assertEquals(
                new TraceEvent.Call(
                        1,
                        new Pid(6428),
                        2,
                        "xstat",
                        List.of(new Arg.Word("2"), new Arg.Text("/usr/bin/ls", false), new Arg.Word("0x08047AE8")),
                        List.of(),
                        new Outcome.Returned(0),
                        false),
                Read.solaris("6428/2:\t\txstat(2, \"/usr/bin/ls\", 0x08047AE8)\t= 0")
                        .call());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'close(3)\t\t\t\t\t= 0'| 0| 0",
                "'6428:\tclose(3)\t\t\t\t\t= 0'| 6428| 6428",
                "'6428:    close(3)                                        = 0'| 6428| 6428",
                "'/1:\tclose(3)\t\t\t\t\t= 0'| 0| 1",
                "'6428/12:\tclose(3)\t\t\t\t= 0'| 6428| 12",
                "'6428/1@1:\tclose(3)\t\t\t= 0'| 6428| 1",
                "'/1@1:\tclose(3)\t\t\t= 0'| 0| 1",
                "' 0.0049\tclose(3)\t\t\t\t= 0'| 0| 0",
                "'6428:\t 0.0049\tclose(3)\t\t\t\t= 0'| 6428| 6428",
                "'6428/1:\t\t10.0049\t 0.0002\t 0.0001\tclose(3)\t= 0'| 6428| 1",
                "'6428:    0.0049 close(3)                                = 0'| 6428| 6428",
                "'    close(3) = 0'| 0| 0",
            })
    void everyPrefixIsRead(String line, int pid, long thread) {
        TraceEvent.Call call = Read.solaris(line).call();
        assertEquals(new Pid(pid), call.pid());
        assertEquals(thread, call.thread());
        assertEquals("close", call.name());
        assertEquals(List.of(new Arg.Word("3")), call.args());
        assertEquals(new Outcome.Returned(0), call.outcome());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'getpid()\t\t\t\t\t= 6428 [6427]'| 6428",
                "'pipe()\t\t\t\t\t\t= 3 [ 4 ]'| 3",
                "'port_getn(19, 0x0835D350, 2, 1, 0x08047B48) = 0 [62]'| 0",
                "'mmap(0x00000000, 4096, PROT_READ, MAP_PRIVATE, 3, 0) = 0xFEFC0000'| 4277927936",
                "'umask(022)\t\t\t\t\t= 022'| 18",
                "'lseek(3, 0, SEEK_CUR)\t\t\t\t= -1'| -1",
                "'execve(\"/usr/bin/ls\", 0x08047CF8, 0x08047D00)  argc = 1'| 0",
                "'lwp_create(0x08047A10, LWP_SUSPENDED, 0x08047A0C) = 2'| 2",
                "'lwp_create()\t(returning as new lwp ...)\t\t= 0'| 0",
            })
    void whatACallReturnedIsRead(String line, long value) {
        assertEquals(new Outcome.Returned(value), Read.solaris(line).call().outcome());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'open(\"/x\", O_RDONLY)\t\t\t\tErr#2 ENOENT'| ENOENT",
                "'lxstat(2, \"/fred\", 0x08047520)                  Err#2  ENOENT'| ENOENT",
                "'open(\"/x\", O_RDONLY)\t\t\t\tErr#13 EACCES [file_dac_read]'| EACCES",
                "'open(\"/x\", O_RDONLY)\t\t\t\tErr#1 EPERM [ALL]'| EPERM",
                "'open(\"/x\", O_RDONLY)\t\t\t\tErr#151'| errno 151",
                "'execve(\"/x\", 0x08047CF8, 0x08047D00)\tErr#2 ENOENT'| ENOENT",
            })
    void whatACallFailedWithIsRead(String line, String errno) {
        assertEquals(new Outcome.Failed(errno), Read.solaris(line).call().outcome());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'getcontext(0x08047880)'| ''",
                "'lwp_exit()'| ''",
                "'setustack(0xFEE72060)'| ''",
                "'open(\"/proc/self/as\", O_RDWR)'| ''",
                "'nanosleep(0x08047D90, 0x08047D98)\t\tErr#91 ERESTART'| ERESTART",
                "'sigtimedwait(0x08047D90, 0x00000000, 0x00000000) = SIGALRM'| SIGALRM",
            })
    void aCallThatDoesNotReturnHasNoValue(String line, String reason) {
        assertEquals(
                new Outcome.Unknown(reason == null ? "" : reason),
                Read.solaris(line).call().outcome());
    }

    @Test
    void aNameIsUnescapedWhereIllumosEscapesIt() {
        expectName("/tmp/a b", "open(\"/tmp/a b\", O_RDONLY) = 3");
        expectName("/tmp/a, b", "open(\"/tmp/a, b\", O_RDONLY) = 3");
        expectName("/tmp/a\", b", "open(\"/tmp/a\\\", b\", O_RDONLY) = 3");
        expectName("/tmp/a\"b", "open(\"/tmp/a\"b\", O_RDONLY) = 3");
        expectName("/tmp/a) = 3", "open(\"/tmp/a) = 3\", O_RDONLY) = 4");
        expectName("/tmp/a) Err#2 ENOENT", "open(\"/tmp/a) Err#2 ENOENT\", O_RDONLY) = 4");
        expectName("/tmp/x\ny\u00c3\u00a9", "open(\"/tmp/x\\x0ay\\xc3\\xa9\", O_RDONLY) = 3");
        expectName("/tmp/x\\x41", "open(\"/tmp/x\\x41\", O_RDONLY) = 3");
        expectName("/tmp/x\\", "open(\"/tmp/x\\\", O_RDONLY) = 3");
        expectName("/tmp/\u00e9\\x0a", "open(\"/tmp/\u00e9\\x0a\", O_RDONLY) = 3");
        expectName("", "open(\"\", O_RDONLY) Err#2 ENOENT");
        expectName("/", "chdir(\"/\") = 0");
    }

    private static void expectName(String name, String line) {
        assertEquals(List.of(name), Read.solaris(line).texts(), line);
    }

    @Test
    void suns_trussWritesANewlineInANameAsItIs() {
        Reading reading =
                Read.solaris("6428:\topen(\"/tmp/a", "6428: not a line, b\", O_RDONLY)\t= 3", "6428:\tclose(3)\t= 0");
        assertEquals(List.of(), reading.unparsed());
        assertEquals(
                new Arg.Text("/tmp/a\n6428: not a line, b", false),
                reading.calls().get(0).args().get(0));
        assertEquals(2, reading.calls().size());
    }

    @Test
    void dataHasTwoColumnsAByte() {
        TraceEvent.Call call = Read.solaris("write(1, \" S u n\\t O S\\n\\0 \" ,7FE9\"..., 192)\t= 192")
                .call();
        assertEquals(
                new Arg.Text("Sun\tOS\n\0\",\u007f\u00e9", true), call.args().get(1));
    }

    @ParameterizedTest
    @CsvSource({"Err#2, ENOENT", "Err#34, ERANGE", "Err#48, errno 48", "Err#9999999999, errno 9999999999"})
    void anErrorWithoutItsNameIsNamedIfAllSystemsCallItSo(String error, String name) {
        assertEquals(
                new Outcome.Failed(name),
                Read.solaris("open(\"/x\", O_RDONLY)\t\t" + error).call().outcome());
    }

    @Test
    void aProcessMayEndBehindItsArgumentVector() {
        Reading reading = Read.solaris(
                "25579:\texecve(\"/usr/bin/ls\", 0x08047CF8, 0x08047D00)  argc = 1",
                "25579:\t argv: ls",
                "25579:\t_exit(0)");
        assertEquals(2, reading.calls().size());
        assertEquals(List.of(new TraceEvent.Exited(3, new Pid(25579), 0)), reading.all(TraceEvent.Exited.class));
    }

    @Test
    void atFdcwdIsKnownByItsNumber() {
        for (String number : List.of("-3041965", "0xFFD19553", "AT_FDCWD")) {
            assertEquals(
                    new Arg.Descriptor(Fd.AT_FDCWD, "", false),
                    Read.solaris("openat(" + number + ", \".\", O_RDONLY) = 3")
                            .call()
                            .args()
                            .get(0));
        }
    }

    @Test
    void aSleepingCallIsPrintedTwiceAndDeliveredOnceAndIsUnfinishedIfItDoesNotReturn() {
        Reading reading = Read.solaris(
                "read(0, 0xFEF80000, 1024)\t(sleeping...)",
                "read(0, \" q\\n\", 1024)\t= 2",
                "open(\"/tmp/fifo\", O_RDONLY) (sleeping...)",
                "vfork()\t\t(waiting for child to exit()/exec()...)",
                "vfork()\t\t= 12");
        assertEquals(
                List.of(2L, 5L, 3L),
                reading.calls().stream().map(TraceEvent.Call::line).toList());
        assertEquals(
                new Outcome.Unfinished(),
                reading.calls().get(reading.calls().size() - 1).outcome());
        assertEquals(List.of(), reading.unparsed());
    }

    @Test
    void aForkIsOneCallOfTheParent() {
        TraceEvent.Call expected = new TraceEvent.Call(
                1, new Pid(6428), 6428, "vfork", List.of(), List.of(), new Outcome.Returned(6430), false);
        Reading childFirst = Read.solaris(
                "6430:\tvfork()\t\t(returning as child ...)\t= 6428",
                "6430:\tchdir(\"/x\")\t= 0",
                "6428:\tvfork()\t\t\t\t\t= 6430");
        assertEquals(2, childFirst.calls().size());
        assertEquals(expected, childFirst.calls().get(0));
        Reading parentFirst = Read.solaris(
                "6428:\tvfork()\t\t\t\t\t= 6430",
                "6430:\tchdir(\"/x\")\t= 0",
                "6430:\tvfork()\t\t(returning as child ...)\t= 6428");
        assertEquals(2, parentFirst.calls().size());
        assertEquals(expected, parentFirst.calls().get(0));
    }

    @Test
    void aNumberMayBeGivenToALaterChildAgain() {
        Reading reading = Read.solaris(
                "1:\tfork1()\t= 7",
                "7:\tfork1()\t(returning as child ...)\t= 1",
                "7:\t_exit(0)",
                "1:\tfork1()\t= 7",
                "7:\tfork1()\t(returning as child ...)\t= 1");
        assertEquals(3, reading.calls().size());
    }

    @Test
    void anExitEndsTheProcess() {
        Reading reading = Read.solaris("6428:\t_exit(69)");
        assertEquals("_exit", reading.call().name());
        assertEquals(List.of(new TraceEvent.Exited(1, new Pid(6428), 69)), reading.all(TraceEvent.Exited.class));
    }

    @Test
    void theAddressOfASocketIsPutIntoItsCall() {
        Reading reading = Read.solaris(
                "6428:\tconnect(3, 0xFFBFF0B8, 110, SOV_DEFAULT)\tErr#2 ENOENT",
                "6428:\t\tAF_UNIX  name = /var/run/a \"b\"",
                "6428:\tbind(4, 0xFFBFF0B8, 16, SOV_SOCKBSD)\t= 0",
                "6428:\t\tAF_INET  name = 127.0.0.1  port = 22",
                "6428:\tsendto(4, 0x00012345, 10, 0, 0xFFBFF0B8, 110)\t= 10",
                "6428:\t\tAF_UNIX  to = /dev/log",
                "6428:\tsendmsg(4, 0xFFBFF0B8, 0)\t= 10",
                "6428:\t\tAF_UNIX  msg_name = /dev/log",
                "6428:\tbind(4, 0xFFBFF0B8, 32, SOV_SOCKBSD)\t= 0",
                "6428:\t\tAF_INET6  name = ::1  port = 22",
                "6428:\t\tscope id = 0  source id = 0x0",
                "6428:\t\tflow class = 0x00  flow label = 0x00000");
        assertEquals(List.of(), reading.unparsed());
        assertEquals(
                List.of(
                        new Arg.Compound("{sa_family=AF_UNIX, sun_path=\"/var/run/a \\\"b\\\"\"}"),
                        new Arg.Compound("{sa_family=AF_INET, sin_port=htons(22), sin_addr=inet_addr(\"127.0.0.1\")}"),
                        new Arg.Compound("{sa_family=AF_UNIX, sun_path=\"/dev/log\"}"),
                        new Arg.Compound("{msg_name={sa_family=AF_UNIX, sun_path=\"/dev/log\"}}"),
                        new Arg.Compound(
                                "{sa_family=AF_INET6, sin6_port=htons(22), inet_pton(AF_INET6, \"::1\", &sin6_addr)}")),
                reading.calls().stream()
                        .flatMap(call -> call.args().stream())
                        .filter(Arg.Compound.class::isInstance)
                        .toList());
    }

    @Test
    void theStringsOfARawCallArePutIntoIt() {
        Reading reading = Read.solaris(
                "openat(0xFFD19553, 0x08047D00, 0x00000000, 0x00000000) = 0x00000003",
                "     0xFFD19553: AT_FDCWD",
                "     0x08047D00: \"/usr/lib/a \"b\"\"",
                "rename(0x0000000008047D00, 0x0000000008047E00) = 0",
                "     0x08047D00: \"a\"",
                "     0x08047E00: \"b\"",
                "close(0x00000003)\t= 0x00000000");
        assertEquals(List.of(), reading.unparsed());
        assertEquals(
                new Arg.Text("/usr/lib/a \"b\"", false),
                reading.calls().get(0).args().get(1));
        assertEquals(
                List.of(new Arg.Text("a", false), new Arg.Text("b", false)),
                reading.calls().get(1).args());
        assertEquals(new Outcome.Returned(3), reading.calls().get(0).outcome());
    }

    @Test
    void whatIsToldAboutACallIsPassedOver() {
        Reading reading = Read.solaris(
                "Base time stamp:  1277716460.8580  [ Mon Jun 28 09:14:20 GMT 2010 ]",
                "psargs: /usr/sbin/syslogd",
                "execve(\"/usr/bin/ls\", 0x08047CF8, 0x08047D00)  argc = 2",
                "    *** SUID: ruid/euid/suid = 0 / 100 / 0  ***",
                " argv: ls -l f(x)",
                "  /tmp/x(y)",
                " envp: PATH=/bin",
                "stat(\"/etc\", 0x08047AE8)\t\t\t= 0",
                "    d=0x04380002 i=12    m=0040755 l=1  u=0     g=0     sz=27556",
                "\tat = Jun 28 09:14:20 GMT 2010  [ 1277716460 ]",
                "poll(0x08047AE8, 1, -1)\t\t\t\t= 1",
                "\tfd=3  ev=POLLIN rev=POLLIN",
                "write(1, \" l o o k ( \".., 64)\t= 64",
                "   l o o k ( x )",
                "-> libc:strlen(0x8047ae8, 0x1)",
                "<- libc:strlen() = 5",
                "close(3)\t\t\t\t= 0");
        assertEquals(List.of(), reading.unparsed());
        assertEquals(
                List.of("execve", "stat", "poll", "write", "close"),
                reading.calls().stream().map(TraceEvent.Call::name).toList());
        assertEquals(3, reading.all(TraceEvent.Note.class).size());
    }

    @Test
    void signalsFaultsAndEndsAreEvents() {
        Reading reading = Read.solaris(
                "6428:\t    Received signal #18, SIGCLD [caught]",
                "6428:\t      siginfo: SIGCLD CLD_EXITED pid=6430 status=0x0000",
                "6428:\t    Incurred fault #6, FLTBOUNDS  %pc = 0xFEE81234",
                "6428:\t    Stopped by signal #24, SIGTSTP, in read()",
                "6428:\t    Continued with signal #25, SIGCONT [default]",
                "6428:\t    Received signal #11, SIGSEGV [default]",
                "6428:\t      siginfo: SIGSEGV SEGV_MAPERR addr=0x00000010",
                "6428:\t        *** process killed ***",
                "6429:\t*** cannot trace across exec() of /usr/bin/su ***",
                "(Warning: no matching active LWPs found, waiting)");
        assertEquals(List.of(), reading.unparsed());
        assertEquals(
                List.of("SIGCLD", "SIGSEGV"),
                reading.all(TraceEvent.Signalled.class).stream()
                        .map(TraceEvent.Signalled::signal)
                        .toList());
        assertEquals(List.of(new TraceEvent.Killed(8, new Pid(6428), "SIGSEGV")), reading.all(TraceEvent.Killed.class));
        assertEquals(5, reading.all(TraceEvent.Note.class).size());
    }

    @Test
    void theTableOfCountsIsPassedOver() {
        Reading reading = Read.solaris(
                "signals ------------",
                "SIGCLD\t\t   1",
                "total:\t\t   1",
                "",
                "syscall               seconds   calls  errors",
                "_exit                    .000       1",
                "open                     .000       9      1",
                "                     --------  ------   ----",
                "sys totals:              .001      10      1",
                "usr time:                .001",
                "elapsed:                 .010");
        assertEquals(List.of(), reading.unparsed());
        assertEquals(new ParseSummary(11, 0, 0, 0), reading.summary());
    }

    @ParameterizedTest
    @ValueSource(strings = {"SunOS", "usage: x(y) = z", "main()", "f(x)", "   indented", "6428 files"})
    void theProgramsOutputIsNoCall(String output) {
        Reading reading = Read.solaris("6428:\tclose(3)\t= 0", output, "6428:\tclose(4)\t= 0");
        assertEquals(2, reading.calls().size());
        assertEquals(
                List.of(output),
                reading.unparsed().stream().map(TraceEvent.Unparsed::text).toList());
    }

    /** As mail programs do it, with traces that are indented. */
    @Test
    void aCallThatSomebodyBrokeInTwoIsNotTakenForMoreAboutTheCallBefore() {
        Reading reading = Read.solaris(
                "        mkdir(\"/a\", 0777)                              = 0",
                "        stat64(\"/a/name/that/is/long\",",
                "        0xFFBFF088) = 0",
                "        close(4)                                        = 0");
        assertEquals(
                List.of("mkdir", "stat64", "close"),
                reading.calls().stream().map(TraceEvent.Call::name).toList());
        assertEquals(List.of(), reading.unparsed());
    }

    @Test
    void theProgramsOutputStandsRightBeforeTheCallThatWroteIt() {
        assertEquals(
                "write",
                Read.solaris("hellowrite(1, \" h e l l o\", 5)\t= 5").call().name());
    }

    @Test
    void callsThatNobodyWantsAreCounted() {
        Reading reading = Reading.of(
                new SolarisTrussParser(Reading.only("open")),
                "6428:\tconnect(3, 0xFFBFF0B8, 110, SOV_DEFAULT)\tErr#2 ENOENT",
                "6428:\t\tAF_UNIX  name = /x",
                "6428:\topen(\"/x\", O_RDONLY)\t= 3",
                "6428:\t_exit(0)");
        assertEquals(new ParseSummary(4, 1, 2, 0), reading.summary());
        assertEquals(1, reading.all(TraceEvent.Exited.class).size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Password: 6428:\topen(\"/etc/x\", O_RDONLY)\t= 3",
                "hello6428:\topen(\"/etc/x\", O_RDONLY)\t= 3",
                "hello6428/1:\t\topen(\"/etc/x\", O_RDONLY)\t= 3",
                "f(x) = 6428:\topen(\"/etc/x\", O_RDONLY)\t= 3"
            })
    void theProgramsOutputInFrontOfACallIsPassedOver(String line) {
        Reading reading = Read.solaris("6428:\tclose(3)\t= 0", line);
        assertEquals(List.of(), reading.unparsed());
        assertEquals("open", reading.calls().get(1).name());
        assertEquals(new Pid(6428), reading.calls().get(1).pid());
    }

    @Test
    void withoutNumbersACallIsSeenBehindTheProgramsOutputToo() {
        assertEquals(
                List.of("/etc/x"),
                Read.solaris("Password: open(\"/etc/x\", O_RDONLY)\t\t= 3").texts());
        assertEquals(1, Read.solaris("result: f(x) = 3").unparsed().size());
    }

    /** Without -l, threads are numbered only while there is more than one. */
    /** Somebody lost the newlines between them. */
    @Test
    void severalCallsOnOneLineAreAllRead() {
        Reading reading = Read.solaris(
                "   stat64(\"/a\", 0x08047C70) = 0 xstat(2, \"/b\", 0x08047090) = 0 open64(\"/etc/c\", O_RDONLY) Err#2 ENOENT"
                        + " openat(-3041965, \"/d.d\", O_RDONLY|O_NDELAY) = 5");
        assertEquals(
                List.of("stat64", "xstat", "open64", "openat"),
                reading.calls().stream().map(TraceEvent.Call::name).toList());
        assertEquals(new Outcome.Failed("ENOENT"), reading.calls().get(2).outcome());
        assertEquals(new Outcome.Returned(5), reading.calls().get(3).outcome());
        assertEquals(List.of(), reading.unparsed());
    }

    @Test
    void aCallThatAMailProgramBrokeBehindACommaIsMended() {
        Reading reading = Read.solaris(
                "stat64(\".git/objects/66/6197b02f46c92f0273f16ac77d34d76b28f4f0\",",
                "0xFFBFF088) = 0",
                "open64(\".git/objects/66/6197\",",
                "O_RDONLY) = 4",
                "open(\"/a,",
                "b\", O_RDONLY) = 5");
        assertEquals(List.of(), reading.unparsed());
        assertEquals(3, reading.calls().size());
        assertEquals(new Arg.Word("O_RDONLY"), reading.calls().get(1).args().get(1));
        assertEquals(
                new Arg.Text("/a,\nb", false), reading.calls().get(2).args().get(0));
    }

    @Test
    void threadsComeAndGo() {
        Reading reading = Read.solaris(
                "lwp_create(0x08047A10, LWP_SUSPENDED, 0x08047A0C) = 2",
                "/2:\tlwp_create()\t(returning as new lwp ...)\t\t= 0",
                "/1:\topen(\"/a\", O_RDONLY)\t= 3",
                "/2:\tlwp_exit()",
                "open(\"/b\", O_RDONLY)\t= 4");
        assertEquals(List.of(), reading.unparsed());
        assertEquals(
                List.of(0L, 2L, 1L, 2L, 0L),
                reading.calls().stream().map(TraceEvent.Call::thread).toList());
        assertEquals(
                List.of(Pid.UNNAMED),
                reading.calls().stream().map(TraceEvent.Call::pid).distinct().toList());
    }

    // truss -v fcntl
    @Test
    void theFlagsOfAFileStandAloneBelowTheirCall() {
        Reading reading = Read.solaris(
                "2361:\tfcntl(3, F_GETFL)\t\t\t\t= 0",
                "\t\t(no flags)",
                "2361:\tfcntl(4, F_GETFL)\t\t\t\t= 10",
                "\t\tFWRITE|FAPPEND",
                "2361:\t_exit(0)");
        assertEquals(List.of(), reading.unparsed());
        assertEquals(3, reading.all(TraceEvent.Call.class).size());
    }
}
