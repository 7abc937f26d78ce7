package io.jaildeps.trace.any;

import io.jaildeps.trace.TraceFormat;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How lines of each format look. Each line of a head votes for the formats that it could be of, and the sum decides, so
 * that some lines of the traced program's own output do no harm.
 */
final class LineShapes {
    private static final int LINES = 400;
    /** Of a longer line, only its two ends are looked at. */
    private static final int LONGEST = 512;

    /** Of what spoils the lines around it, though those look like something. */
    private static final int DECISIVE = 10_000;
    /** Nothing else looks like this. */
    private static final int CERTAIN = 100;
    /** Others could write this, but do not often. */
    private static final int LIKELY = 10;
    /** By the column that the result stands in, which strace has to be told (-a). */
    private static final int ALIGNED = 3;
    /** It has a call's form, as with everybody. */
    private static final int POSSIBLE = 1;

    /** Of threads and times, as strace and ltrace write them in front of calls. */
    private static final String NUMBERS = "(\\[pid +\\d+\\] |\\d+ +)?([\\d:.]+ +)?";

    private record Shape(TraceFormat format, int votes, Pattern line) {
        Shape(TraceFormat format, int votes, String regex) {
            this(format, votes, Pattern.compile(regex));
        }
    }

    private static final List<Shape> SHAPES = List.of(
            // I0422 12:00:00.123456   1 strace.go:564] [   1:   1] ls E openat(AT_FDCWD /, 0x7f12 /etc/x, O_RDONLY, 0)
            new Shape(TraceFormat.GVISOR, CERTAIN, "strace\\.go:\\d+\\]|\\[ *\\d+: *\\d+\\] \\S+ [EX] \\w+\\("),
            // [pid 12] E openat(0xffffff9c, 0x7f12 /etc/x, 0x0)
            new Shape(
                    TraceFormat.UROOT_STRACE,
                    CERTAIN,
                    "^(\\[pid \\d+\\]|\\S+) [EX] \\w+\\(|^PID \\d+ (exited from|got signal|spawned new child) "),
            // --- Process 4711 loaded C:\Windows\System32\ntdll.dll at 00007ffd        12   12 [main] ls (4711) open: x
            new Shape(
                    TraceFormat.CYGWIN_STRACE,
                    CERTAIN,
                    "^--- Process \\d+|^ *\\d+ +\\d+ \\[[^\\]]+\\] \\S+ \\(?\\d+\\)? |^\\$ strace .*\\.exe\\b"
                            + "|^[> ]*[\\d: ]*\\[(main|sig|unknown \\(\\w+\\))\\] \\S+ \\(?\\d+\\)? [\\w:~]+: "),
            // malloc(24)       = 0x175b3a0       getenv("HOME")       = "/root"       ls->strlen("x")       = 1
            new Shape(
                    TraceFormat.LTRACE,
                    CERTAIN + POSSIBLE,
                    "^" + NUMBERS
                            + "(\\S+->\\w+|\\w+@\\S+|__cxa_\\w+|SYS_\\w+|__libc_start_main|[cm]alloc|realloc|free|str\\w+|mem(cpy|set|cmp|move|chr)"
                            + "|__errno_location|[a-z]*printf(_chk)?|f?puts|fopen(64)?|fclose|getenv|setlocale|\\w*textdomain)\\("
                            + "|\\) += (nil|<void>|\".*\")$|^\\+\\+\\+ exited \\(status \\d+\\)"),
            //     RAND_seed@libcrypto.so.1.0.0(0x7ffd, 8 <unfinished ...>     whose calls that were interrupted look
            // like strace's
            new Shape(
                    TraceFormat.LTRACE,
                    4 * CERTAIN,
                    "^ *" + NUMBERS + "(\\w+@lib\\S*\\.so[\\w.]*|lib\\S*\\.so[\\w.]*->\\w+|_Z\\w+)\\("),
            //      0.025 ( 0.004 ms): ls/23121 openat(dfd: CWD, filename: "/etc/ld.so.cache", flags: RDONLY) = 3
            new Shape(TraceFormat.PERF_TRACE, DECISIVE, "^ *(\\d+\\.\\d+|\\?) \\( *(\\d+\\.\\d+ ms)? *\\): "),
            // access('/etc/ld.so.preload', R_OK)            = -2 (No such file or directory)
            new Shape(TraceFormat.PYTHON_PTRACE, DECISIVE, "^(\\[\\d+\\] )?\\w+\\('[^\"]*\\) += (-?\\d|0x)"),
            // [P1:T1:demo] trace: ---- shim_openat(AT_FDCWD, "/x", O_RDONLY, 0000) = -2
            new Shape(TraceFormat.GRAMINE, DECISIVE, "^\\[P\\d+:T\\d+(:[^\\]]*)?\\] trace: -+ "),
            // [+]     0x00007ffff7df1cdb: openat(fd = 0xffffff9c, path = 0x7ffff7df6428, flags = 0x80000) = -0x2
            // (ENOENT)
            new Shape(
                    TraceFormat.QILING,
                    DECISIVE,
                    "^\\[[+=x!-]\\]\\s+(\\[[^\\]]*\\]\\s+)?(0x[0-9a-f]+: )?\\w+\\((\\w+ = .*|)\\) = -?\\w+"),
            // proot info: vpid 3: sysenter start: openat(0xffffffffffffff9c, 0x30002e37c0, 0x242) = 0x0 [0x7fce828df0,
            // 0]
            new Shape(
                    TraceFormat.PROOT,
                    CERTAIN + LIKELY,
                    "^proot (info|warning|error): (v?pid \\d+: )?(sysenter|sysexit|syscall|translate|ptrace|vpid \\d+:)"),
            // 69404 21:50:16.025718003 1 cat (9558) < open fd=3(<f>/etc/x) name=/etc/x flags=1(O_RDONLY) mode=0
            new Shape(
                    TraceFormat.SYSDIG,
                    CERTAIN,
                    "^\\d+ \\d\\d:\\d\\d:\\d\\d\\.\\d+ \\d+ \\S+ \\(\\d+(\\.\\d+)?\\) [<>] \\w+"),
            // type=SYSCALL msg=audit(1618445541.631:46): arch=c000003e syscall=2 success=yes exit=4
            new Shape(TraceFormat.AUDIT, CERTAIN, "\\btype=[A-Z_]+ msg=audit\\("),
            // dtrace: failed to initialize dtrace: DTrace requires additional privileges
            new Shape(TraceFormat.DTRUSS_FAILED, CERTAIN + LIKELY, "^dtrace: (invalid probe specifier|failed to )"),
            // openat(AT_FDCWD, &quot;/etc/x&quot;, O_RDONLY) = 3       open("/etc/x", O_RDONLY, 0666) ERR#2 ENOENT<br
            // />
            new Shape(
                    TraceFormat.DOCUMENT,
                    DECISIVE,
                    "^[^\"]*\\w\\((\\w+, ?)?(&(amp;)?(quot|#34|#x22|ldquo|rdquo);|\u00e2\u0080[\u009c\u009d])"
                            + "|[ )]= ?-?\\w+<br ?/?>$|\\).*(Err|ERR)#\\d+.*<br ?/?>$"),
            // FuncName: brk        openat(0xffffffffffffff9c, &(0x7f0000000000)='./file0\x00', 0x0, 0x0)
            new Shape(
                    TraceFormat.SYZKALLER, CERTAIN, "^(FuncName|CallName): \\w|\\(&\\(0x7f[0-9a-f]+\\)=|^r\\d+ = \\w+"),
            // 14:45:24.411951  open              F=4        (R_____)  /etc/hosts          0.000024   vim.12345
            new Shape(
                    TraceFormat.FS_USAGE,
                    CERTAIN,
                    "^\\d\\d:\\d\\d:\\d\\d(\\.(\\d{3}|\\d{6}))? +[a-zA-Z_].* \\d+\\.\\d{6}( [ W]* *\\S.*| *)$"),
            //    817 sixnix   CALL  close(0x6001fc)
            new Shape(
                    TraceFormat.KDUMP,
                    CERTAIN,
                    "^ *\\d+([/:]\\d+)? +(\\d+ +)?\\S+ +(-?[\\d.]+ +)*(CALL|RET|NAMI|GIO|PSIG|EMUL|STRU|USER|CSW|ARGS|PLDG) "),
            // open("/dev/dtracehelper\0", 0x2, 0x7FFEE3B0)        = 3 0
            // 10002/100061: open("/etc/libmap.conf\0", 0x0, 0x1B6)         = -1 Err#2       whose numbers are as those
            // of truss
            new Shape(TraceFormat.DTRUSS, CERTAIN + LIKELY, "\\)[ \\t]+= -?\\w+ (-?\\d+|Err#-?\\d+)$"),
            new Shape(TraceFormat.DTRUSS, CERTAIN, "SYSCALL\\(args\\)[ \\t]+= return"),
            new Shape(TraceFormat.DTRUSS, POSSIBLE, "^dtrace: "),
            // open("/etc/x",O_RDONLY,00)       ERR#2 'No such file or directory'    close(3)    = 0 (0x0)
            new Shape(
                    TraceFormat.FREEBSD_TRUSS,
                    CERTAIN,
                    "\\)\\s+= -?\\d+ \\(0x[0-9a-f]+\\)$|\\)\\s+ERR#\\d+ '|^(\\s*\\d+: )?(SIGNAL \\d+ \\(SIG\\w+\\)|process exit, rval = \\d+)"),
            // close(3)    = 0 (0x0)    <--- here
            new Shape(TraceFormat.FREEBSD_TRUSS, LIKELY, "\\)\\s+= -?\\d+ \\(0x[0-9a-f]+\\) "),
            // open("/usr/lib/libc.2", O_RDONLY, 0) .......... ERR#2 ENOENT     execve("/bin/ls", 0x7f, 0x7f) = 0
            // [32-bit]
            new Shape(
                    TraceFormat.TUSC,
                    CERTAIN,
                    "\\) \\.{2,} (= |ERR#)|\\)[ .]+ERR#\\d+ E[A-Z0-9]+|\\) \\.* ?= 0 \\[(32|64)-bit\\]"),
            // open("/var/ld/ld.config", O_RDONLY)             Err#2 ENOENT
            new Shape(TraceFormat.SOLARIS_TRUSS, LIKELY, "\\)\\s+Err#\\d+ E[A-Z0-9]+"),
            // execve("/tmp/x", 0x0804, 0x0804)  argc = 1    Base time stamp:  1277716460.8580  [ Mon Jun 28 …
            // /1:\tbrk(…
            new Shape(
                    TraceFormat.SOLARIS_TRUSS,
                    CERTAIN,
                    "\\)\\s+argc = \\d+$|^Base time stamp:|^\\d*/\\d+(@\\d+)?:\\s+(\\d+\\.\\d+\\s+){0,3}\\w+\\(|^\\d*/\\d+:\\t|^\\d+:\\t|\\((sleeping|waiting for)[^)]*\\.\\.\\.\\)$"
                            + "|\\(returning as (child|new lwp) \\.\\.\\.\\)"),
            // xstat(2, "/lib/libc.so.1", 0x0804)    resolvepath("/usr/lib/ld.so.1", "/lib/ld.so.1", 1023) = 12
            new Shape(
                    TraceFormat.SOLARIS_TRUSS,
                    LIKELY,
                    "\\b(l?xstat|fxstat|resolvepath|memcntl|schedctl|lwp_\\w+|sysconfig|getcontext|so_socket)\\("),
            // 12345: 67890: kread(3, " # ! / b i n", 1024)     = 12     statx("/etc/x", 0x2FF2, 76, 0)     Err#2
            // ENOENT
            new Shape(
                    TraceFormat.AIX_TRUSS,
                    CERTAIN,
                    "\\)\\s+argc: \\d+|^(\\d+: +)?(\\d+: +)?(k(read|write|open|fcntl|ioctl|lseek|readv|writev)|__loadx?|_getpid|kusla|__libc_sbrk)\\("
                            + "|^truss: 0915-"),
            new Shape(TraceFormat.AIX_TRUSS, LIKELY, "\\)\\s+Err#\\d+  E[A-Z0-9]+|\\bstatx\\(\"|^\\d+: \\d+: \\w+\\("),
            // close(3)                                        = 0        in column 48, or behind tabs; with one blank
            // it may be strace's, whose call is that long
            new Shape(
                    TraceFormat.SOLARIS_TRUSS,
                    ALIGNED,
                    "^(\\d+: {2,7})?(?=.{46,49}(?<=\\s\\s)= )\\w+\\(.*\\)\\s+= |\\)\\t+= -?\\w+$"),
            // 1621: mkdir("sycalls_dir", 0775)          = 0          whose tab and columns were lost
            new Shape(TraceFormat.SOLARIS_TRUSS, ALIGNED, "^\\d+:\\s+[a-z_]\\w*\\(.*\\)\\s+= -?\\w+$"),
            // % time     seconds  usecs/call     calls    errors syscall      or other columns, by -U
            new Shape(
                    TraceFormat.STRACE_SUMMARY,
                    POSSIBLE,
                    "^ *(% )?((time|seconds|shortest|longest|usecs/call|calls|errors|wall-\\w+) +)+syscall$"
                            + "|^%? ?time +seconds +usecs/call "),
            new Shape(TraceFormat.DTRUSS_SUMMARY, POSSIBLE, "^CALL +COUNT$"),
            new Shape(TraceFormat.TRUSS_SUMMARY, POSSIBLE, "^(signals -+|syscall +seconds +calls +errors)"),
            new Shape(
                    TraceFormat.STRACE,
                    CERTAIN,
                    "\\) += -1 E\\w+ \\(|<unfinished \\.\\.\\.>$|<\\.\\.\\. \\w+ resumed>"
                            + "|\\+\\+\\+ (exited with|killed by) |--- SIG\\w+ [({].* ---$|\\(AT_FDCWD, |/\\* \\d+ vars \\*/"),
            // execve("/bin/ls", ["ls"], ["A=1", …     of a line so long that its end is not among what is looked at
            new Shape(
                    TraceFormat.STRACE,
                    POSSIBLE,
                    "^" + NUMBERS + "(execve\\(\"[^\"]*\", \\[\"|\\w+\\((\\w+(<[^>]*>)?, )*(\\[\\{|\\{)\\w+=)"),
            new Shape(
                    TraceFormat.STRACE, POSSIBLE, "[\\w?]\\(.*\\) *= (\\?|-1 \\(?[Ee]\\w+|-?\\d+|0x[0-9a-f]+)( |<|$)"));

    /** They stand behind traces too. */
    private static final Set<TraceFormat> SUMMARIES =
            EnumSet.of(TraceFormat.STRACE_SUMMARY, TraceFormat.TRUSS_SUMMARY, TraceFormat.DTRUSS_SUMMARY);

    private LineShapes() {}

    /** {@link TraceFormat#TEXT} if no line looks like any. */
    static TraceFormat formatOf(String head) {
        Map<TraceFormat, Integer> votes = new EnumMap<>(TraceFormat.class);
        head.lines().limit(LINES).map(String::stripTrailing).forEach(line -> vote(line, votes));
        if (votes.size() > 1) {
            votes.keySet().removeAll(SUMMARIES);
        }
        return votes.entrySet().stream()
                .max(Map.Entry.<TraceFormat, Integer>comparingByValue()
                        .thenComparing(
                                Map.Entry.<TraceFormat, Integer>comparingByKey().reversed()))
                .map(Map.Entry::getKey)
                .orElse(TraceFormat.TEXT);
    }

    private static void vote(String line, Map<TraceFormat, Integer> votes) {
        int end = line.length() - LONGEST / 2;
        String ends = line.length() > LONGEST ? line.substring(0, LONGEST / 2) + line.substring(end) : line;
        for (Shape shape : SHAPES) {
            if (shape.line().matcher(ends).find()) {
                votes.merge(shape.format(), shape.votes(), Integer::sum);
            }
        }
    }
}
