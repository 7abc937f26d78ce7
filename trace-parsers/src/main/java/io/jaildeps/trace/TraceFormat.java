package io.jaildeps.trace;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a file can be that is given as a trace: a format that is read, or something that is refused with a sentence. */
public enum TraceFormat {
    STRACE("strace", "a trace by strace of Linux"),
    FREEBSD_TRUSS("freebsd-truss", "a trace by truss of FreeBSD"),
    SOLARIS_TRUSS("solaris-truss", "a trace by truss of Solaris or illumos"),
    AIX_TRUSS("aix-truss", "a trace by truss of AIX"),
    TUSC("tusc", "a trace by tusc of HP-UX"),
    KDUMP("kdump", "a trace printed by kdump"),
    KTRACE("ktrace", "a binary ktrace.out"),
    DTRUSS("dtruss", "a trace by dtruss"),
    FS_USAGE("fs_usage", "a trace by fs_usage of macOS"),

    STRACE_SUMMARY("only the table of strace -c, which counts calls and names no file; record it again without -c:"
            + " strace -f -y -o FILE PROGRAM"),
    TRUSS_SUMMARY("only the table of truss -c, which counts calls and names no file; record it again without -c:"
            + " truss -f -o FILE PROGRAM"),
    DTRUSS_SUMMARY("only the table of dtruss -c, which counts calls and names no file; record it again without -c:"
            + " sudo dtruss -f PROGRAM 2> FILE"),
    CYGWIN_STRACE("a trace by the strace of Cygwin or MSYS, another program than that of Linux, about another system;"
            + " record the program on a Unix"),
    GVISOR("a log of gVisor's runsc --strace, another format than that of strace; run the program outside of gVisor"
            + " under strace -f -y -o FILE PROGRAM"),
    UROOT_STRACE("a trace by the strace of u-root, another program than that of Linux; record it again by"
            + " https://strace.io: strace -f -y -o FILE PROGRAM"),
    PYTHON_PTRACE("a trace by the strace.py of python-ptrace, another program than strace; record it again by"
            + " https://strace.io: strace -f -y -o FILE PROGRAM"),
    LTRACE("a trace by ltrace, which shows calls of libraries, not of the system; record it again by"
            + " strace -f -y -o FILE PROGRAM"),
    PERF_TRACE("a trace by perf trace, which shows most paths as addresses; record it again by"
            + " strace -f -y -o FILE PROGRAM"),
    GRAMINE("a log of Gramine, not of the system below it; run the program outside of Gramine under"
            + " strace -f -y -o FILE PROGRAM"),
    QILING("a log of Qiling, which shows paths as addresses, or those of its own tree; run the program itself under"
            + " strace -f -y -o FILE PROGRAM"),
    PROOT(
            "what proot -v tells of itself, not a trace; record the program below it: strace -f -y -o FILE proot PROGRAM"),
    SYSDIG("a log of sysdig, another format than that of strace; record it again by strace -f -y -o FILE PROGRAM"),
    AUDIT("a log of auditd, which has only the calls that a rule asked for; record a trace by"
            + " strace -f -y -o FILE PROGRAM"),
    DTRUSS_FAILED("only what dtrace said when it could not trace: it needs root, and system integrity protection off"
            + " for it; record it again: sudo dtruss -f PROGRAM 2> FILE"),
    DOCUMENT(
            "a trace inside of a web page or another document, which changed its quotes or ends of lines; save the trace itself as plain"
                    + " text"),
    SYZKALLER("what Moonshine or syzkaller made of a trace, for fuzzing; give the trace itself, by"
            + " strace -f -y -o FILE PROGRAM"),
    COMPRESSED(
            "compressed in a way that is not read here (gzip and xz are); unpack it first, and give - for its output"),
    ELF("a program, not a trace of one; record it: strace -f -y -o FILE PROGRAM"),
    EMPTY("an empty file"),
    TEXT("plain text in which nothing looks like a trace; record one, on Linux by strace -f -y -o FILE PROGRAM,"
            + " or name its format by --format"),
    BINARY("a binary file and no ktrace.out; record a trace, on BSD by ktrace -i -f FILE -t cn PROGRAM");

    /** As many bytes of a file are enough to tell. */
    public static final int HEAD_BYTES = 1 << 16;

    private final String word;
    private final String found;

    TraceFormat(String word, String found) {
        this.word = word;
        this.found = found;
    }

    TraceFormat(String found) {
        this("", found);
    }

    /** How a person names the format, such as {@code freebsd-truss}; empty for what is refused. */
    public String word() {
        return word;
    }

    /** What the file is, to be put after "this is "; for what is refused also what to do instead. */
    public String found() {
        return found;
    }

    /** True for formats with a parser. */
    public boolean isRead() {
        return !word.isEmpty();
    }

    public static Optional<TraceFormat> ofWord(String word) {
        return Arrays.stream(values())
                .filter(TraceFormat::isRead)
                .filter(format -> format.word.equals(word))
                .findFirst();
    }

    /** Of all formats with a parser. */
    public static List<String> words() {
        return Arrays.stream(values())
                .filter(TraceFormat::isRead)
                .map(TraceFormat::word)
                .toList();
    }
}
