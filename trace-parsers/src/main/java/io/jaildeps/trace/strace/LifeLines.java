package io.jaildeps.trace.strace;

import io.jaildeps.trace.Bytes;
import io.jaildeps.trace.Delivery;
import io.jaildeps.trace.Pid;
import io.jaildeps.trace.TraceEvent;
import org.jspecify.annotations.Nullable;

/** Lines about a thread's life: {@code --- SIGNAL ---} and {@code +++ end +++}. */
final class LifeLines {
    private static final byte[] EXITED = Bytes.of("+++ exited with ");
    private static final byte[] KILLED = Bytes.of("+++ killed by ");
    private static final byte[] SUPERSEDED = Bytes.of("+++ superseded by execve in pid ");
    private static final byte[] SIGNAL = Bytes.of("--- ");
    private static final byte[] STOPPED = Bytes.of("--- stopped by ");
    private static final byte[] NUMBERLESS = Bytes.of("--- {si_signo=");

    private final Threads threads;

    LifeLines(Threads threads) {
        this.threads = threads;
    }

    /** The event that begins at {@code from}, or null if it is none. */
    @Nullable
    TraceEvent read(long line, Pid pid, byte[] b, int from, int to) {
        if (Bytes.startsWith(b, from, to, EXITED)) {
            int status = numberAt(b, from + EXITED.length, to);
            return status < 0 ? null : new TraceEvent.Exited(line, pid, status);
        }
        if (Bytes.startsWith(b, from, to, KILLED)) {
            return new TraceEvent.Killed(line, pid, wordAt(b, from + KILLED.length, to));
        }
        if (Bytes.startsWith(b, from, to, SUPERSEDED)) {
            int by = numberAt(b, from + SUPERSEDED.length, to);
            return by < 0 ? null : new TraceEvent.Superseded(line, pid, threads.named(by));
        }
        return Bytes.startsWith(b, from, to, SIGNAL) ? signal(line, pid, b, from, to) : null;
    }

    // --- SIGCHLD {si_signo=SIGCHLD, ...} ---   --- SIGCHLD (Child exited) @ 0 (0) ---   --- stopped by SIGSTOP ---
    private static @Nullable TraceEvent signal(long line, Pid pid, byte[] b, int from, int to) {
        if (Bytes.startsWith(b, from, to, STOPPED)) {
            return new TraceEvent.Note(line, Delivery.snippet(b, from, to));
        }
        boolean numberless = Bytes.startsWith(b, from, to, NUMBERLESS);
        String name = wordAt(b, from + (numberless ? NUMBERLESS.length : SIGNAL.length), to);
        return name.isEmpty() ? null : new TraceEvent.Signalled(line, pid, name);
    }

    private static int numberAt(byte[] b, int from, int to) {
        return Bytes.number(b, from, Bytes.skipDigits(b, from, to));
    }

    private static String wordAt(byte[] b, int from, int to) {
        return Bytes.text(b, from, Bytes.skipName(b, from, to));
    }
}
