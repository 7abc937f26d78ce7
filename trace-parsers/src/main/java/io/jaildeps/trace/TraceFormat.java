package io.jaildeps.trace;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Which tracer wrote a file, guessed from its beginning. {@link #found()} says so in a sentence for people. */
public enum TraceFormat {
    STRACE("a trace by strace on Linux"),
    STRACE_SUMMARY("only the table of strace -c: it counts calls and names no file; trace again without -c"),
    CYGWIN_STRACE("a trace by the strace of Cygwin or MSYS, another program than that of Linux"),
    GVISOR("a log of gVisor's runsc --strace, another format than that of strace"),
    TRUSS("a trace by truss"),
    KDUMP("a trace printed by kdump"),
    KTRACE_BINARY("a binary ktrace.out"),
    DTRUSS("a trace by dtruss"),
    COMPRESSED("a compressed file; unpack it first"),
    EMPTY("nothing: the file is empty"),
    UNKNOWN("no trace that could be recognised");

    /** As many bytes of a file are enough. */
    public static final int HEAD_BYTES = 1 << 16;

    /** How files of gzip, xz, zstd and bzip2 begin. */
    private static final List<String> COMPRESSIONS = List.of("\u001f\u008b", "\u00fd7zXZ\0", "(\u00b5/\u00fd", "BZh");

    private static final int LINES = 400;
    /** Of a longer line, only its two ends are looked at. */
    private static final int LONGEST = 1024;

    /** How a line of the format looks; the first that matches counts. */
    private record Shape(TraceFormat format, Pattern line) {
        Shape(TraceFormat format, String regex) {
            this(format, Pattern.compile(regex));
        }
    }

    private static final List<Shape> SHAPES = List.of(
            // I0422 12:00:00.123456   1 strace.go:564] [   1:   1] ls E openat(AT_FDCWD /, 0x7f12 /etc/x, O_RDONLY, 0)
            new Shape(GVISOR, "strace\\.go:\\d+\\]|\\[ *\\d+: *\\d+\\] \\S+ [EX] \\w+\\("),
            // --- Process 4711 loaded C:\Windows\System32\ntdll.dll at 00007ffd        12   12 [main] ls (4711) open:
            // ...
            new Shape(
                    CYGWIN_STRACE,
                    "^--- Process \\d+|^ *\\d+ +\\d+ \\[[^\\]]+\\] \\S+ \\(?\\d+\\)? |^\\$ strace .*\\.exe\\b"),
            //    817 sixnix   CALL  close(0x6001fc)
            new Shape(KDUMP, "^ *\\d+(/\\d+)? +(\\d+ +)?\\S+ +([\\d.]+ +)?(CALL|RET|NAMI|GIO|PSIG|EMUL|STRU) "),
            // open("/etc/x",O_RDONLY,00)       ERR#2 'No such file or directory'    close(3)    = 0 (0x0)
            new Shape(
                    TRUSS,
                    "\\).*\\s(ERR|Err)#\\d+|\\)\\s+= -?\\d+ \\(0x[0-9a-f]+\\)$|\\) +argc = \\d+$|^Base time stamp:|^ *\\d+(/\\d+)?:\\s|\\)\\t+= "),
            // open("/dev/dtracehelper\0", 0x2, 0x7FFEE3B0)        = 3 0
            new Shape(DTRUSS, "\\)[ \\t]+= -?\\w+ (\\d+|Err#\\d+)$|SYSCALL\\(args\\)[ \\t]+= return"),
            new Shape(STRACE_SUMMARY, "^%? ?time +seconds +usecs/call "),
            new Shape(
                    STRACE,
                    "[\\w?]\\(.*\\) *= (\\?|-1 \\(?[Ee]\\w+|-?\\d+|0x[0-9a-f]+)( |<|$)|[\\w?]\\(.*<unfinished \\.\\.\\.>$"
                            + "|<\\.\\.\\. \\w+ resumed>|\\+\\+\\+ (exited with|killed by) |^--- SIG\\w+ [({].* ---$"));

    private final String found;

    TraceFormat(String found) {
        this.found = found;
    }

    /** What the file is, to be put after "this is ". */
    public String found() {
        return found;
    }

    /** @param head the first bytes of a file, up to {@link #HEAD_BYTES} or all that there are */
    public static TraceFormat detect(byte[] head) {
        if (head.length == 0) {
            return EMPTY;
        }
        String text = new String(head, 0, Math.min(head.length, HEAD_BYTES), StandardCharsets.ISO_8859_1);
        if (COMPRESSIONS.stream().anyMatch(text::startsWith)) {
            return COMPRESSED;
        } else if (text.startsWith("\177ELF")) {
            return UNKNOWN;
        }
        if (text.indexOf('\0') >= 0) {
            return text.contains("/") ? KTRACE_BINARY : UNKNOWN;
        }
        Map<TraceFormat, Integer> votes = new EnumMap<>(TraceFormat.class);
        text.lines().limit(LINES).forEach(line -> votes.merge(ofLine(line), 1, Integer::sum));
        votes.remove(UNKNOWN);
        if (votes.size() > 1) {
            votes.remove(STRACE_SUMMARY);
        }
        return votes.entrySet().stream()
                .max(Map.Entry.<TraceFormat, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElse(UNKNOWN);
    }

    private static TraceFormat ofLine(String line) {
        int end = line.length() - LONGEST / 2;
        String start = line.length() > LONGEST ? line.substring(0, LONGEST / 2) + line.substring(end) : line;
        for (Shape shape : SHAPES) {
            if (shape.line().matcher(start).find()) {
                return shape.format();
            }
        }
        return UNKNOWN;
    }
}
