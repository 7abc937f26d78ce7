package io.jaildeps.trace.any;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jaildeps.trace.CallFilter;
import io.jaildeps.trace.Outcome;
import io.jaildeps.trace.Pid;
import io.jaildeps.trace.Reading;
import io.jaildeps.trace.TraceEvent;
import io.jaildeps.trace.TraceFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Traces that pages, letters and terminals have made of others' lines tell the same as those. */
class MangledTraceTest {
    private static final String STRACE = """
            12 execve("/usr/bin/ls", ["ls", "-l"], 0x7ffc /* 2 vars */) = 0
            12 access("/etc/ld.so.preload", R_OK) = -1 ENOENT (No such file or directory)
            12 openat(AT_FDCWD, "/usr/lib/x86_64-linux-gnu/libselinux.so.1", O_RDONLY|O_CLOEXEC) = 3
            12 read(3, "\\177ELF) = 3 close(3", 832) = 832
            13 stat("/usr/share/locale/en_US.UTF-8", {st_mode=S_IFDIR|0755, st_size=4096, ...}) = 0
            12 write(1, "<unfinished ...>openat(AT_FDCWD, x) = 3", 39) = 39
            12 close(3) = 0
            13 open("/usr/share/locale/en_US.UTF-8/LC_MESSAGES/a-name-that-is-longer-than-a-line-may-be.mo", O_RDONLY) = 3
            13 12:00:00 open("/usr/share/locale/en_US.UTF-8/LC_MESSAGES/another-that-is-longer-than-a-line", O_RDONLY) = 3
            12 exit_group(0) = ?
            """;

    private static final String FREEBSD = """
              472: open("/usr/local/lib/perl5/5.8.8/mach/auto/POSIX/POSIX.so",O_RDONLY,00)\t = 3 (0x3)
              472: access("/etc/libmap.conf",R_OK)\t\t\t ERR#2 'No such file or directory'
              473: stat("/usr/local/etc/libmap.d",{ mode=drwxr-xr-x ,inode=3,size=512,blksize=4096 }) = 0 (0x0)
              472: read(3,"abc",4096)\t\t\t\t = 4096 (0x1000)
              472: close(3)\t\t\t\t\t = 0 (0x0)
              473: unlink("/var/run/a-rather-long-name-of-a-file.pid")\t ERR#1 'Operation not permitted'
            """;

    private static final String SOLARIS = """
            6428:\texecve("/usr/bin/ls", 0x08047D54, 0x08047D60)  argc = 1
            6428:\topen("/usr/lib/locale/en_US.UTF-8/en_US.UTF-8.so.3", O_RDONLY) = 3
            6428:\topen("/var/ld/ld.config", O_RDONLY)\t\tErr#2 ENOENT
            6429:\tstat64("/usr/share/lib/zoneinfo/Europe/Berlin", 0x08047A10) = 0
            6428:\tread(3, " a b c", 1024)\t\t\t= 3
            6428:\tclose(3)\t\t\t\t= 0
            """;

    private static final String AIX = """
            561: 836: execve("/usr/bin/ls", 0x20000A28, 0x20000A34)  argc: 1
            561: 836: kopen("/usr/lib/nls/loc/en_US/a/rather/long/name", O_RDONLY) = 3
            561: 836: statx("/etc/security/audit/config", 0x2FF22B10, 76, 0) Err#2  ENOENT
            561: 836: kread(3, " a b c", 1024) = 3
            562: 837: close(3) = 0
            """;

    private static final String TUSC = """
            [4211] execve("/usr/bin/ls", 0x7f7f0680, 0x7f7f0688) ...... = 0 [32-bit]
            [4211] open("/usr/lib/libstd_v2.so.1", O_RDONLY|0x800, 0) .... ERR#2 ENOENT
            [4212] open("/usr/lib/hpux32/a-rather-long-name-of-a-file", O_RDONLY, 0) .... = 3
            [4211] close(3) .................... = 0
            """;

    private static final String DTRUSS = """
             91/0x1c:  open("/dev/dtracehelper\\0", 0x2, 0xFFFFFFFF)\t\t = 3 0
             91/0x1c:  stat64("/etc/hosts) = 3 0 open(\\0", 0x7FF7, 0x0)\t\t = -1 Err#2
             91/0x1d:  close(0x3)\t\t = 0 0
            """;

    private static final String FS_USAGE = """
            14:45:24.411951  open              F=4        (R_____)  /etc/hosts                    0.000024   vim.12345
            14:45:24.411983  stat64                [  2]           /nonexistent                   0.000008 W my program.99
            14:45:24.412100  open              F=5        (R_____)  /Users/x/A file at 12:30:00    0.000024   vim.12345
            """;

    private static final Map<TraceFormat, String> TRACES = new TreeMap<>(Map.of(
            TraceFormat.STRACE, STRACE,
            TraceFormat.FREEBSD_TRUSS, FREEBSD,
            TraceFormat.SOLARIS_TRUSS, SOLARIS,
            TraceFormat.AIX_TRUSS, AIX,
            TraceFormat.TUSC, TUSC,
            TraceFormat.DTRUSS, DTRUSS,
            TraceFormat.FS_USAGE, FS_USAGE));

    /** @param args without blanks, as what was broken at one does not tell whether it was there */
    private record Told(Pid pid, String name, String args, Outcome outcome) {}

    private static List<Told> told(TraceFormat format, String trace) {
        byte[] bytes = trace.getBytes(StandardCharsets.ISO_8859_1);
        Detected detected = Detected.as(format, bytes);
        Reading reading = Reading.ofBytes(Parsers.of(detected, new CallFilter.All()), bytes);
        assertEquals(List.of(), reading.unparsed(), trace);
        return reading.all(TraceEvent.Call.class).stream()
                .map(call ->
                        new Told(call.pid(), call.name(), call.args().toString().replaceAll("\\s", ""), call.outcome()))
                .toList();
    }

    static Stream<TraceFormat> formats() {
        return TRACES.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("formats")
    void a_trace_may_have_lost_its_newlines(TraceFormat format) {
        String trace = TRACES.getOrDefault(format, "");
        List<Told> expected = told(format, trace);
        assertEquals(trace.lines().count(), expected.size());
        assertEquals(expected, told(format, trace.lines().collect(Collectors.joining(" ", "", "\n"))));
        // every second newline, and the whole again and again
        List<String> lines = trace.lines().toList();
        String pairs = IntStream.range(0, lines.size())
                .mapToObj(i -> lines.get(i) + (i % 2 == 0 ? " " : "\n"))
                .collect(Collectors.joining());
        assertEquals(expected, told(format, pairs));
        String many = trace.replace('\n', ' ').repeat(500);
        assertEquals(500L * expected.size(), told(format, many).size());
    }

    static Stream<Arguments> remarked() {
        return formats()
                .filter(format -> format != TraceFormat.FS_USAGE)
                .flatMap(format -> Stream.of("  <--- here", " # no such file", " | |", " \\")
                        .map(remark -> Arguments.of(format, remark)));
    }

    @ParameterizedTest
    @MethodSource("remarked")
    void somebody_may_have_written_behind_the_calls(TraceFormat format, String remark) {
        String trace = TRACES.getOrDefault(format, "");
        assertEquals(told(format, trace), told(format, trace.replace("\n", remark + "\n")), remark);
    }

    static Stream<Arguments> wrapped() {
        return Stream.of(
                        TraceFormat.STRACE,
                        TraceFormat.FREEBSD_TRUSS,
                        TraceFormat.SOLARIS_TRUSS,
                        TraceFormat.AIX_TRUSS,
                        TraceFormat.TUSC)
                .flatMap(format -> Stream.of(60, 65, 72, 76, 80).map(width -> Arguments.of(format, width)));
    }

    @ParameterizedTest
    @MethodSource("wrapped")
    void a_letter_may_have_broken_the_lines(TraceFormat format, int width) {
        String trace = TRACES.getOrDefault(format, "");
        String wrapped =
                trace.lines().flatMap(line -> broken(line, width).stream()).collect(Collectors.joining("\n", "", "\n"));
        assertEquals(told(format, trace), told(format, wrapped), wrapped);
    }

    static Stream<Arguments> coloured() {
        String grep = "\u001b[01;31m\u001b[K$0\u001b[m\u001b[K";
        return formats()
                .flatMap(format -> Stream.of(
                        // strace --color=always, grep --color, and what tput sgr0 and a shell's prompt write
                        Arguments.of(format, "\\w+", "\u001b[33m$0\u001b[0m"),
                        Arguments.of(format, "so|hosts|pid", grep),
                        Arguments.of(format, "(?<=[=#])", "\u001b(B\u001b[m"),
                        Arguments.of(format, "(?m)^", "\u001b]0;trace of = 3 ls\u0007\u001b[?2004h")));
    }

    @ParameterizedTest
    @MethodSource("coloured")
    void a_terminal_may_have_coloured_it(TraceFormat format, String what, String colours) throws IOException {
        String trace = TRACES.getOrDefault(format, "");
        byte[] coloured = trace.replaceAll(what, colours).getBytes(StandardCharsets.ISO_8859_1);
        Wrapping wrapping = Wrapping.of(coloured);
        byte[] plain = wrapping.unwrap(new ByteArrayInputStream(coloured)).readAllBytes();
        assertEquals(format, Detected.of(plain).format());
        assertEquals(told(format, trace), told(format, new String(plain, StandardCharsets.ISO_8859_1)));
    }

    /** As fmt(1) and mail programs do it: at the last blank before the width, but not in front of the first word. */
    private static List<String> broken(String line, int width) {
        List<String> parts = new ArrayList<>();
        String rest = line;
        while (rest.length() > width) {
            int blank = Math.max(rest.lastIndexOf(' ', width), rest.lastIndexOf('\t', width));
            if (blank <= 0 || rest.substring(0, blank).isBlank()) {
                break;
            }
            parts.add(rest.substring(0, blank).stripTrailing());
            rest = rest.substring(blank + 1);
        }
        parts.add(rest);
        return parts;
    }
}
