package io.jaildeps.build;

import io.jaildeps.access.AccessReader;
import io.jaildeps.trace.ParseSummary;
import io.jaildeps.trace.TraceEvent;
import io.jaildeps.trace.TraceFormat;
import io.jaildeps.trace.TraceSystem;
import io.jaildeps.trace.any.Detected;
import io.jaildeps.trace.any.Parsers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The trace of a process that starts others one after the other, each of which reads one of some thousand files. */
final class LargeTrace extends InputStream {
    static final int FILES = 5000;
    static final int LINES_EACH = 9;

    /** As many as a machine has by default: they are given anew. */
    private static final int PROCESSES = 30_000;

    private final int children;
    private int started;
    private byte[] lines = new byte[0];
    private int at;

    LargeTrace(int children) {
        this.children = children;
    }

    private static String child(int number) {
        int pid = 1000 + number % PROCESSES;
        int file = number % FILES;
        return """
                100 clone(child_stack=NULL, flags=CLONE_CHILD_SETTID|SIGCHLD, child_tidptr=0x7efe9e22ea10) = %1$d
                %1$d execve("/usr/bin/cat", ["cat", "/srv/data/file-%2$d"], 0x7ffce478b2c0 /* 39 vars */) = 0
                %1$d openat(AT_FDCWD, "/srv/data/file-%2$d", O_RDONLY|O_CLOEXEC <unfinished ...>
                100 wait4(-1,  <unfinished ...>
                %1$d <... openat resumed>) = 3
                %1$d newfstatat(3, "", {st_mode=S_IFREG|0644, st_size=31, ...}, AT_EMPTY_PATH) = 0
                %1$d read(3, "# a file of the test's own trace\\n", 131072) = 33
                %1$d +++ exited with 0 +++
                100 <... wait4 resumed>[{WIFEXITED(s) && WEXITSTATUS(s) == 0}], 0, NULL) = %1$d
                """.formatted(pid, file);
    }

    @Override
    public int read() {
        throw new UnsupportedOperationException();
    }

    @Override
    public int read(byte[] b, int from, int length) {
        int filled = 0;
        while (filled < length && (at < lines.length || started < children)) {
            if (at == lines.length) {
                lines = child(started++).getBytes(StandardCharsets.ISO_8859_1);
                at = 0;
            }
            int count = Math.min(length - filled, lines.length - at);
            System.arraycopy(lines, at, b, from + filled, count);
            at += count;
            filled += count;
        }
        return filled == 0 ? -1 : filled;
    }

    /**
     * Reads the trace of so many children, as {@code jaildeps parse} does, and prints its lines, accesses and paths.
     *
     * @param args how many; {@code keep} behind it to keep every event
     */
    public static void main(String[] args) throws IOException {
        long[] accesses = {0};
        RecordedRun run = new RecordedRun(TraceSystem.LINUX, "/", "", access -> accesses[0]++);
        List<TraceEvent> kept = new ArrayList<>();
        boolean keeps = args.length > 1;
        ParseSummary summary = Parsers.ofRecorded(
                        Detected.as(TraceFormat.STRACE, new byte[0]), AccessReader.filter(TraceSystem.LINUX))
                .parse(new LargeTrace(Integer.parseInt(args[0])), event -> {
                    run.accept(event);
                    if (keeps) {
                        kept.add(event);
                    }
                });
        run.finish();
        System.out.println(summary.lines() + " lines, " + accesses[0] + " accesses, "
                + run.accesses().pathCount() + " paths, " + kept.size() + " events kept");
    }
}
