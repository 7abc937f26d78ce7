package io.jaildeps.trace.truss;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jaildeps.trace.Arg;
import io.jaildeps.trace.Outcome;
import io.jaildeps.trace.Reading;
import io.jaildeps.trace.StraceNotation;
import io.jaildeps.trace.TraceEvent;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files whose names look like parts of a trace: FreeBSD's truss escapes none of it. */
class FreebsdNameTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/tmp/a b",
                "/tmp/a,b",
                "/tmp/a\"b",
                "\"",
                "\"\"",
                "",
                ",",
                "\",",
                "/tmp/a\",O_RDONLY,00) = 3 (0x3)",
                "/tmp/a\",O_RDONLY,00) ERR#2 'No such file or directory'",
                "/tmp/(a)",
                ")",
                "(((",
                "{ AF_UNIX \"x\" }",
                "[ \"x\", \"y\" ]",
                "/tmp/tab\there",
                "/tmp/back\\slash\\n",
                "\\",
                "/tmp/\u00c3\u00a9\u00ff\u0001\u007f",
                "/tmp/a\nb",
                "\n",
                "\n\n\n",
                "/tmp/a\n",
                "/tmp/a)\nb",
                "/tmp/a) = 3 (0x3)\nb",
                "/tmp/a) = 3 (0x3)\nclose(3) = 0 (0x0)\nb",
                "/tmp/a\n  472: process exit, rval = 0\nb",
                "/tmp/a\nHello\nb\",00) = 1",
                "AT_FDCWD",
                "...",
                "x\"...",
                "0x7fffffffe0b8",
            })
    void anyNameIsReadInAnyCall(String name) {
        expect(name, "open(\"" + name + "\",O_RDONLY,00)\t = 3 (0x3)");
        expect(name, "  472: openat(AT_FDCWD,\"" + name + "\",O_RDONLY,00) ERR#2 'No such file or directory'");
        expect(name, "unlink(\"" + name + "\") = 0 (0x0)");
        expect(name, "  472 100125: access(\"" + name + "\",F_OK) = 0 (0x0)");
        expect(name, "stat(\"" + name + "\",{ mode=-rw-r--r-- ,inode=1,size=2,blksize=3 }) = 0 (0x0)");
        expect(name, "fstatat(5,\"" + name + "\",{ mode=-rw-r--r-- ,inode=1,size=2,blksize=3 },0x0) = 0 (0x0)");
        expect(name, "execve(\"" + name + "\",0x7fffffffe0b8,0x7fffffffe0c8) = 0 (0x0)");
        expect(name, "utimensat(AT_FDCWD,\"" + name + "\",{ UTIME_NOW, UTIME_OMIT },0x0) = 0 (0x0)");
        expect(name, "readlink(\"" + name + "\",,1024) ERR#22 'Invalid argument'");
        expect(name, "linux_open(\"" + name + "\",0x8000,00) = 3 (0x3)");
        expect(name, "statfs(\"" + name + "\",{ fstypename=ufs,mntonname=/,mntfromname=/dev/ada0p2,fsid= }) = 0 (0x0)");
    }

    private static void expect(String name, String trace) {
        String prefix = trace.startsWith(" ") ? trace.substring(0, trace.indexOf(':') + 2) : "";
        Reading reading = Read.freebsd((trace + "\n" + prefix + "close(9) = 0 (0x0)").split("\n", -1));
        assertEquals(List.of(), reading.unparsed(), trace);
        assertEquals(2, reading.calls().size(), trace);
        TraceEvent.Call call = reading.calls().get(0);
        assertEquals(
                List.of(name),
                call.args().stream()
                        .filter(Arg.Text.class::isInstance)
                        .map(arg -> ((Arg.Text) arg).bytes())
                        .toList(),
                trace);
        assertEquals(1, call.line());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/run/a b", "/run/a\" },106) = 0 (0x0)", "/run/{a}", "a\nb", "/run/x\",{ AF_UNIX \"/y", "}", "\""
            })
    void aSocketsNameIsReadToo(String name) {
        Reading reading =
                Read.freebsd(("connect(3,{ AF_UNIX \"" + name + "\" },106) ERR#2 'No such file'").split("\n", -1));
        StringBuilder expected = new StringBuilder("{sa_family=AF_UNIX, sun_path=");
        StraceNotation.quote(expected, name);
        assertEquals(
                new Arg.Compound(expected.append('}').toString()),
                reading.call().args().get(1));
        assertEquals(new Outcome.Failed("ENOENT"), reading.call().outcome());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "rename(\"/a\",\"/b\") = 0 (0x0)| /a| /b",
                "rename(\"a\",\"b\") = 0 (0x0)| a| b",
                "rename(\"/a,\"b\",\"/c\") = 0 (0x0)| /a,\"b| /c",
                "rename(\"/a\",\"b\",\"/c\") = 0 (0x0)| /a\",\"b| /c",
                "rename(\"/a\",\"/c\",d\") = 0 (0x0)| /a| /c\",d",
                "symlink(\"target, \"x\"\",\"/l\") = 0 (0x0)| target, \"x\"| /l",
                "link(\"/a\",\"/b\") = 0 (0x0)| /a| /b",
                "renameat(AT_FDCWD,\"a,b\",5,\"c\"d\") = 0 (0x0)| a,b| c\"d",
                "linkat(AT_FDCWD,\"a\",5\",AT_FDCWD,\"b\",0x0) = 0 (0x0)| a\",5| b",
                "symlinkat(\"a\",AT_FDCWD,\"b\") = 0 (0x0)| a| b",
                "mount(\"nullfs\",\"/mnt,x\",MNT_RDONLY,0x7fffffffe0b8) = 0 (0x0)| nullfs| /mnt,x",
                "readlink(\"/p\",\"t\",1024) = 1 (0x1)| /p| t",
                "readlink(\"/p\",\"a\",\"b\",1024) = 5 (0x5)| /p| a\",\"b",
                "readlink(\"/p\",\"a\",\"b\",1024) = 1 (0x1)| /p\",\"a| b",
                "readlinkat(4,\"p\",\"/t\",1023) = 2 (0x2)| p| /t",
                "__realpathat(AT_FDCWD,\"../x\",\"/y/x\",1024,0) = 0 (0x0)| ../x| /y/x",
                "extattr_get_file(\"/f\",EXTATTR_NAMESPACE_USER,\"n,\"m\",0x0,0) = 3 (0x3)| /f| n,\"m",
            })
    void ofTwoNamesTheReadingIsTakenThatFitsBest(String line, String first, String second) {
        assertEquals(List.of(first, second), Read.freebsd(line).texts());
    }

    @Test
    void aNameCanNotHaveThreeHundredLines() {
        String name = "/tmp/" + "x\n".repeat(300);
        Reading reading =
                Read.freebsd(("open(\"" + name + "\",O_RDONLY,00) = 3 (0x3)\nclose(3) = 0 (0x0)").split("\n", -1));
        assertEquals(1, reading.calls().size());
        assertEquals(302, reading.summary().lines());
        assertEquals(301, reading.unparsed().size());
    }

    @Test
    void aCallThatWasCutDoesNotTakeTheOthersWithIt() {
        Reading reading = Read.freebsd(
                "  1: open(\"/etc/pas",
                "  1: close(3) = 0 (0x0)",
                "  2: open(\"/etc/group\",O_RDONLY,00) = 3 (0x3)",
                "  2: process exit, rval = 0",
                "  1: stat(\"/usr/li",
                "  1: close(4) = 0 (0x0)");
        assertEquals(
                List.of(1L, 5L),
                reading.unparsed().stream().map(TraceEvent.Unparsed::line).toList());
        assertEquals(
                List.of(2L, 3L, 6L),
                reading.calls().stream().map(TraceEvent.Call::line).toList());
        assertEquals(1, reading.all(TraceEvent.Exited.class).size());
    }

    @Test
    void linesInsideOfANameAreNoEvents() {
        Reading reading = Read.freebsd(
                "  1: open(\"/tmp/a",
                "  1: close(3) = 0 (0x0)",
                "b\",O_RDONLY,00) = 3 (0x3)",
                "  1: close(4) = 0 (0x0)");
        assertEquals(2, reading.calls().size());
        assertEquals(
                new Arg.Text("/tmp/a\n  1: close(3) = 0 (0x0)\nb", false),
                reading.calls().get(0).args().get(0));
    }
}
