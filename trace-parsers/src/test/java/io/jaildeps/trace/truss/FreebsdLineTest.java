package io.jaildeps.trace.truss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

class FreebsdLineTest {
    private static final Arg AT_FDCWD = new Arg.Descriptor(Fd.AT_FDCWD, "", false);

    @Test
    void aCallHasItsProcessThreadNameArgumentsAndResult() {
        assertEquals(
                new TraceEvent.Call(
                        1,
                        new Pid(472),
                        100125,
                        "openat",
                        List.of(
                                AT_FDCWD,
                                new Arg.Text("/etc/libmap.conf", false),
                                new Arg.Word("O_RDONLY|O_CLOEXEC"),
                                new Arg.Word("00")),
                        List.of(),
                        new Outcome.Returned(3),
                        false),
                Read.freebsd("  472 100125: openat(AT_FDCWD,\"/etc/libmap.conf\",O_RDONLY|O_CLOEXEC,00) = 3 (0x3)")
                        .call());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'close(3)\t\t\t\t\t = 0 (0x0)'| 0| 0",
                "'  472: close(3)\t\t\t\t = 0 (0x0)'| 472| 472",
                "'99999: close(3) = 0 (0x0)'| 99999| 99999",
                "'100125: close(3) = 0 (0x0)'| 0| 100125",
                "'  472 100125: close(3) = 0 (0x0)'| 472| 100125",
                "'0.000123456 close(3) = 0 (0x0)'| 0| 0",
                "'  472: 0.000123456 close(3) = 0 (0x0)'| 472| 472",
                "'  472 100125: 10.000123456 0.000001234 close(3) = 0 (0x0)'| 472| 100125",
                "'close(3)                                        = 0 (0x0)'| 0| 0",
                "'close(3) = 0 (0x0)\r'| 0| 0",
            })
    void everyPrefixIsRead(String line, int pid, long thread) {
        TraceEvent.Call call = Read.freebsd(line).call();
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
                "mmap(0x0,1,PROT_READ,MAP_ANON,-1,0x0) = 34920833024 (0x82171a000)| 34920833024",
                "lseek(3,0x0,SEEK_END) = -1 (0xffffffffffffffff)| -1",
                "getpid() = 18446744073709551615 (0xffffffffffffffff)| -1",
            })
    void aReturnedValueIsANumber(String line, long value) {
        assertEquals(new Outcome.Returned(value), Read.freebsd(line).call().outcome());
    }

    @ParameterizedTest
    @CsvSource({
        "open, 2, ENOENT",
        "open, 35, EAGAIN",
        "open, 62, ELOOP",
        "open, 94, ECAPMODE",
        "open, 599, errno 599",
        "linux_open, 40, ELOOP",
        "linux_open, 11, EAGAIN",
        "linux_open, 95, errno 95",
    })
    void anErrorIsNamedByItsNumberWhateverTheText(String call, int number, String name) {
        TraceEvent.Call failed = Read.freebsd(
                        call + "(\"/x\",O_RDONLY,00)\t\t ERR#" + number + " 'Datei oder Verzeichnis \u00ff'")
                .call();
        assertEquals(new Outcome.Failed(name), failed.outcome());
        assertEquals(new Arg.Text("/x", false), failed.args().get(0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'read(0,0x7fffffffe0b8,1024)\t\t\t ERESTART'| ERESTART",
                "'sigreturn(0x86c00ba00)\t\t\t\t EJUSTRETURN'| EJUSTRETURN",
                "'exit(0x0)\t\t\t\t\t'| ''",
                "'  472: thr_exit(0x801006400)\t\t'| ''",
            })
    void aCallThatDoesNotReturnHasNoValue(String line, String reason) {
        assertEquals(
                new Outcome.Unknown(reason == null ? "" : reason),
                Read.freebsd(line).call().outcome());
    }

    @Test
    void anExecThatSucceedsDoesNotReturnEither() {
        TraceEvent.Call call = Read.freebsd("execve(\"/bin/ls\",0x7fffffffe0b8,0x7fffffffe0c8)\t EJUSTRETURN")
                .call();
        assertEquals(new Outcome.Returned(0), call.outcome());
    }

    @Test
    void argumentVectorsAreWrittenAsStraceDoes() {
        TraceEvent.Call call = Read.freebsd(
                        "execve(\"/bin/sh\",[ \"sh\", \"-c\", \"echo \"a, b\" ]\" ],[ \"A=1\", \"B=2\" ]) = 0 (0x0)")
                .call();
        assertEquals(
                List.of(
                        new Arg.Text("/bin/sh", false),
                        new Arg.Compound("[\"sh\", \"-c\", \"echo \\\"a, b\\\" ]\"]"),
                        new Arg.Compound("[\"A=1\", \"B=2\"]")),
                call.args());
    }

    @Test
    void anEmptyVectorIsOne() {
        assertEquals(
                List.of(new Arg.Text("/bin/true", false), new Arg.Compound("[]"), new Arg.Compound("[]")),
                Read.freebsd("execve(\"/bin/true\",[ ],[ ]) = 0 (0x0)").call().args());
    }

    @Test
    void dataIsUnescapedAndMarkedWhereItWasCut() {
        TraceEvent.Call call = Read.freebsd("read(3,\"\\^?ELF\\^B\\M-i\\M^A\\0\\n\\\\x\"y\\s\\t\"...,64) = 64 (0x40)")
                .call();
        assertEquals(
                List.of(
                        new Arg.Word("3"),
                        new Arg.Text("\u007fELF\u0002\u00e9\u0081\0\n\\x\"y \t", true),
                        new Arg.Word("64")),
                call.args());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "connect(3,{ AF_UNIX \"/var/run/log\" },106)| {sa_family=AF_UNIX, sun_path=\"/var/run/log\"}",
                "connect(3,{ AF_UNIX \"/a\" }, \"b\\\" },106)| {sa_family=AF_UNIX, sun_path=\"/a\\\" }, \\\"b\\\\\"}",
                "bind(3,{ AF_UNIX \"\" },106)| {sa_family=AF_UNIX}",
                "bind(3,{ AF_INET 0.0.0.0:22 },16)| {sa_family=AF_INET, sin_port=htons(22), sin_addr=inet_addr(\"0.0.0.0\")}",
                "bind(3,{ AF_INET6 [::1]:22 },28)| {sa_family=AF_INET6, sin6_port=htons(22), inet_pton(AF_INET6, \"::1\", &sin6_addr)}",
                "bind(3,{ sa_len = 16, sa_family = 9, sa_data = { 0x00, 0x01 } },16)| { sa_len = 16, sa_family = 9, sa_data = { 0x00, 0x01 } }",
                "sendmsg(3,{{ AF_UNIX \"/run/x\" },106,[{\"he\"llo\",6}],1,{},0,0},0)| {msg_name={sa_family=AF_UNIX, sun_path=\"/run/x\"}}",
            })
    void addressesOfSocketsAreWrittenAsStraceDoes(String call, String address) {
        assertEquals(
                new Arg.Compound(address),
                Read.freebsd(call + "\t = 0 (0x0)").call().args().get(1));
    }

    @Test
    void aDatagramsAddressIsFoundBehindItsData() {
        TraceEvent.Call call = Read.freebsd(
                        "sendto(3,\"<13>x,\"y\",{ AF_UNIX \"/z\" }\",9,0,{ AF_UNIX \"/var/run/logpriv\" },106) = 9 (0x9)")
                .call();
        assertEquals(6, call.args().size());
        assertEquals(
                new Arg.Text("<13>x,\"y\",{ AF_UNIX \"/z\" }", false),
                call.args().get(1));
        assertEquals(
                new Arg.Compound("{sa_family=AF_UNIX, sun_path=\"/var/run/logpriv\"}"),
                call.args().get(4));
    }

    @Test
    void structuresStayAsTheyArePrinted() {
        TraceEvent.Call call = Read.freebsd(
                        "fstatat(AT_FDCWD,\"/etc\",{ mode=drwxr-xr-x ,inode=2,size=512,blksize=4096 },AT_SYMLINK_NOFOLLOW) = 0 (0x0)")
                .call();
        assertEquals(
                List.of(
                        AT_FDCWD,
                        new Arg.Text("/etc", false),
                        new Arg.Compound("{ mode=drwxr-xr-x ,inode=2,size=512,blksize=4096 }"),
                        new Arg.Word("AT_SYMLINK_NOFOLLOW")),
                call.args());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "kevent(3,{ 5,EVFILT_READ,EV_ADD,0,0x0,0x0 },1,0x0,0,0x0)| 6",
                "poll({ 3/POLLIN 4/POLLOUT },2,-1)| 3",
                "select(4,{ 3 },0x0,0x0,{ 1.000000 })| 5",
                "writev(1,[{\"he\"l, lo\\n\",6},{\"x\"...,70}],2)| 3",
                "ioctl(1,0x402c7413 { IOR 0x74('t'), 19, 44 },0x7fffffffe0b8)| 3",
                "nmount([{\"fstype\",7},{\"nullfs\",7}],2,0)| 3",
                "sigprocmask(SIG_SETMASK,{ SIGHUP },0x0)| 3",
                "wait4(-1,{ EXITED,val=0 },0x0,0x0)| 4",
                "getpid()| 0",
                "#451(0x1,0x2)| 2",
                "__sysctl(\"sysctl.name2oid kern.smp.maxcpus\",2,0x82085bf50,0x82085bed8,0x82085bf40,16)| 6",
                "readlink(\"/etc/malloc.conf\",0x7fffffffe0b8,1024)| 3",
                "statfs(\"/\",{ fstypename=ufs,mntonname=/,mntfromname=/dev/ada0p2,fsid=0a })| 2",
                "stat(\"/x\",0x7fffffffe0b8)| 2",
                "futurecall(\"/x\",{ a, b },[1,2],'c')| 4",
            })
    void argumentsAreCounted(String call, int count) {
        assertEquals(count, Read.freebsd(call + " = 0 (0x0)").call().args().size());
    }

    @ParameterizedTest
    @CsvSource({
        "compat11.stat, stat",
        "compat.creat, creat",
        "freebsd32_stat, stat",
        "compat11.freebsd32_stat, stat",
        "linux_newstat, linux_newstat",
    })
    void olderCallsHaveTheNameOfTheNewOnesButLinuxsKeepTheirs(String printed, String name) {
        TraceEvent.Call call =
                Read.freebsd(printed + "(\"/x\",0x7fffffffe0b8) = 0 (0x0)").call();
        assertEquals(name, call.name());
        assertEquals(new Arg.Text("/x", false), call.args().get(0));
    }

    @Test
    void aStringThatTheTracerCouldNotReadIsNoPath() {
        assertEquals(
                new Arg.Word("(null)"),
                Read.freebsd("open(\"(null)\",O_RDONLY,00) ERR#14 'Bad address'")
                        .call()
                        .args()
                        .get(0));
    }

    @Test
    void signalsAndEndsAreEvents() {
        Reading reading = Read.freebsd(
                "  472: SIGNAL 20 (SIGCHLD) code=CLD_EXITED pid=473 uid=0 status=0",
                "SIGNAL 33",
                "  473: <new process>",
                "  472: <new thread 100126>",
                "  472 100126: <thread 100126 exited>",
                "  473: process exit, rval = 3",
                "process killed, signal = 11 (core dumped)",
                "-- UNKNOWN FreeBSD ELF64 SYSCALL 575 --",
                "Process stopped because of: 16",
                "truss: can not open /nonexistent");
        assertEquals(List.of(), reading.unparsed());
        assertEquals(
                List.of(
                        new TraceEvent.Signalled(1, new Pid(472), "SIGCHLD"),
                        new TraceEvent.Signalled(2, Pid.UNNAMED, "SIG33")),
                reading.all(TraceEvent.Signalled.class));
        assertEquals(List.of(new TraceEvent.Exited(6, new Pid(473), 3)), reading.all(TraceEvent.Exited.class));
        assertEquals(List.of(new TraceEvent.Killed(7, Pid.UNNAMED, "SIGSEGV")), reading.all(TraceEvent.Killed.class));
        assertEquals(6, reading.all(TraceEvent.Note.class).size());
    }

    @Test
    void theTwoLinesOfOldVersionsAreOneCall() {
        Reading reading = Read.freebsd(
                "syscall readlink(\"/etc/malloc.conf\",0xbfbff6b4,63)",
                "\terrno 2 'No such file or directory'",
                "syscall open(\"/etc/passwd\",0x0,00)",
                "\treturns 3 (0x3)",
                "syscall exit(0x0)");
        assertEquals(2, reading.calls().size());
        assertEquals(new Outcome.Failed("ENOENT"), reading.calls().get(0).outcome());
        assertEquals(new Outcome.Returned(3), reading.calls().get(1).outcome());
        assertEquals(3, reading.calls().get(1).line());
    }

    @Test
    void theTableOfCountsIsPassedOver() {
        Reading reading = Read.freebsd(
                "syscall                     seconds   calls  errors",
                "close                   0.000012345       3       0",
                "                      ------------- ------- -------",
                "                        0.000012345       3       0");
        assertEquals(new ParseSummary(4, 0, 0, 0), reading.summary());
        assertEquals(1, reading.all(TraceEvent.Note.class).size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Password: open(\"/etc/x\",O_RDONLY,00) = 3 (0x3)",
                "Password:   472: open(\"/etc/x\",O_RDONLY,00) = 3 (0x3)",
                "f(x) = open(\"/etc/x\",O_RDONLY,00) = 3 (0x3)",
                "100%  472 100125: open(\"/etc/x\",O_RDONLY,00) = 3 (0x3)",
            })
    void theProgramsOutputInFrontOfACallIsPassedOver(String line) {
        TraceEvent.Call call = Read.freebsd(line).call();
        assertEquals("open", call.name());
        assertEquals(new Arg.Text("/etc/x", false), call.args().get(0));
        assertEquals(line.contains("472") ? new Pid(472) : Pid.UNNAMED, call.pid());
    }

    @Test
    void theProgramsOutputStandsRightBeforeTheCallThatWroteIt() {
        TraceEvent.Call call =
                Read.freebsd("hellowrite(1,\"hello\",5) = 5 (0x5)").call();
        assertEquals("write", call.name());
        assertEquals(new Arg.Text("hello", false), call.args().get(1));
    }

    @Test
    void linesThatAreNoTraceAreKept() {
        Reading reading = Read.freebsd("Hello, world", "", "main() {", "close(3) = 0 (0x0)", "f(x)");
        assertEquals(
                List.of(1L, 3L, 5L),
                reading.unparsed().stream().map(TraceEvent.Unparsed::line).toList());
        assertEquals(1, reading.calls().size());
    }

    @Test
    void callsThatNobodyWantsAreCounted() {
        Reading reading = Reading.of(
                new FreebsdTrussParser(Reading.only("open", "stat")),
                "close(3) = 0 (0x0)",
                "compat11.stat(\"/x\",0x1) = 0 (0x0)",
                "read(3,0x1,1) = 0 (0x0)");
        assertEquals(new ParseSummary(3, 1, 2, 0), reading.summary());
        assertTrue(reading.calls().get(0).name().equals("stat"));
    }

    @Test
    void aCallWithoutStringsIsSeenBehindTheProgramsOutputToo() {
        assertEquals("close", Read.freebsd("$ close(3) = 0 (0x0)").call().name());
        assertEquals(
                "getpid", Read.freebsd("$   472: getpid() = 472 (0x1d8)").call().name());
    }

    @Test
    void whereLinesAreNumberedACallWithoutANumberIsTheProgramsOutput() {
        Reading reading = Read.freebsd("  472: close(3) = 0 (0x0)", "open(\"/etc/shadow\",O_RDONLY,00) = 3 (0x3)");
        assertEquals(1, reading.calls().size());
        assertEquals(1, reading.unparsed().size());
    }

    /** A book joined the lines. */
    @Test
    void noCallHasTheResultOfAnotherBehindIt() {
        Reading reading = Read.freebsd(
                "lseek(3,0x80,SEEK_SET)   = 128 (0x80)            read(3,\"/lib:/usr/lib\"...,81) = 81 (0x51)",
                "dup2(3,0x4)    = 4 (0x4)            close(3)        = 0 (0x0)");
        assertEquals(
                List.of("read", "dup2", "close"),
                reading.calls().stream().map(TraceEvent.Call::name).toList());
        assertEquals(
                List.of(new Outcome.Returned(81), new Outcome.Returned(4), new Outcome.Returned(0)),
                reading.calls().stream().map(TraceEvent.Call::outcome).toList());
    }

    // truss -f to FreeBSD 9: each process has a tracer of its own, and all write to one place
    @Test
    void twoTracersMayHaveWrittenOneLine() {
        Reading reading = Read.freebsd(
                " 9075: access(\"/a\",1)\t ERR#2 'No such file or directory'",
                " 9075:  9012: access(\"/bin/gnome-open\",1)\t ERR#2 'No such file or directory'",
                "close(15)\t = 0 (0x0)",
                " 9029: truss: can not attach to target process: No such process",
                "close(16)\t = 0 (0x0)",
                " 9012:  9075: 9076: close(17)\t = 0 (0x0)",
                " 9075:  9012: access(\"/b\",1)\t ERR#2 'No such file or directory'",
                "wait4(0xffffffff 9029: unlink(\"/c\")\t = 0 (0x0)");
        assertEquals(
                List.of("9075 access", "9012 access", "9075 close", "9029 close", "9012 access", "9029 unlink"),
                reading.all(TraceEvent.Call.class).stream()
                        .map(call -> call.pid().number() + " " + call.name())
                        .toList());
        assertEquals(
                List.of(6L, 8L),
                reading.unparsed().stream().map(TraceEvent.Unparsed::line).toList());
    }

    @Test
    void aLineThatBeginsInsideOfACallIsThatOfItsProcess() {
        Reading reading = Read.freebsd(
                " 9375: close(1)\t = 0 (0x0)",
                " 9366: read(3,0x2b952018,4096 9375: read(3,\"x\"...,524288) = 862 (0x35e)",
                " 9375: gettimeofday({1327423699.659803 },0x0)\t = 0 (0x0)",
                ")\t\t\t ERR#35 'Resource temporarily unavailable'",
                " 9366: read( 9375: 9madvise(,0x2890d000,0x1000,0x5) = 0 (0x0)",
                " 9366: open(\"/a 9375: read(3,0,5) = 5 (0x5)\",O_RDONLY,00)\t = 3 (0x3)",
                " 9366: mmap(0x0,4096 4711: read(3,0x0,5)\t = 5 (0x5)",
                " 9366: ioctl(3,{ 4711: },0x0)\t = 5 (0x5)");
        assertEquals(
                List.of(
                        "9375 close 1",
                        "9375 read 2",
                        "9375 gettimeofday 3",
                        "9366 open 6",
                        "4711 read 7",
                        "9366 ioctl 8"),
                reading.all(TraceEvent.Call.class).stream()
                        .map(call -> call.pid().number() + " " + call.name() + " " + call.line())
                        .toList());
        assertEquals(
                List.of(2L, 4L, 5L, 5L, 7L),
                reading.unparsed().stream().map(TraceEvent.Unparsed::line).toList());
    }
}
