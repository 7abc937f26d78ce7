package io.jaildeps.trace.truss;

import io.jaildeps.trace.Bytes;
import io.jaildeps.trace.Delivery;
import io.jaildeps.trace.TraceEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lines of FreeBSD's truss about signals, processes and threads. */
final class FreebsdLife {
    private static final byte[] SIGNAL = Bytes.of("SIGNAL ");
    private static final byte[] EXIT = Bytes.of("process exit, rval = ");
    private static final byte[] KILLED = Bytes.of("process killed, signal = ");

    private static final byte[] TRACER = Bytes.of("truss: ");

    // <new process>   <new thread 125111>   <thread 125111 exited>   -- UNKNOWN FreeBSD ELF64 SYSCALL 575 --
    private static final List<byte[]> NOTES = List.of(
            Bytes.of("<new process>"),
            Bytes.of("<new thread "),
            Bytes.of("<thread "),
            Bytes.of("-- UNKNOWN "),
            Bytes.of("Process stopped because of: "),
            TRACER);

    private static final List<String> SIGNALS = List.of(
            ("SIG0 SIGHUP SIGINT SIGQUIT SIGILL SIGTRAP SIGABRT SIGEMT SIGFPE SIGKILL SIGBUS SIGSEGV SIGSYS SIGPIPE "
                            + "SIGALRM SIGTERM SIGURG SIGSTOP SIGTSTP SIGCONT SIGCHLD SIGTTIN SIGTTOU SIGIO SIGXCPU "
                            + "SIGXFSZ SIGVTALRM SIGPROF SIGWINCH SIGINFO SIGUSR1 SIGUSR2")
                    .split(" "));

    private FreebsdLife() {}

    /** The event that begins at the origin's body, or null if it is none. */
    static @Nullable TraceEvent read(long line, Origin origin, byte[] b, int to) {
        int from = origin.body;
        if (Bytes.startsWith(b, from, to, SIGNAL)) {
            return signal(line, origin, b, from + SIGNAL.length, to);
        }
        if (Bytes.startsWith(b, from, to, EXIT)) {
            int digits = from + EXIT.length;
            int status = Bytes.number(b, digits, Bytes.skipDigits(b, digits, to));
            return status < 0 ? null : new TraceEvent.Exited(line, origin.process(), status);
        }
        if (Bytes.startsWith(b, from, to, KILLED)) {
            int digits = from + KILLED.length;
            int signal = Bytes.number(b, digits, Bytes.skipDigits(b, digits, to));
            return signal < 0 ? null : new TraceEvent.Killed(line, origin.process(), signalName(signal));
        }
        for (byte[] note : NOTES) {
            if (Bytes.startsWith(b, from, to, note)) {
                return new TraceEvent.Note(line, Delivery.snippet(b, from, to));
            }
        }
        return null;
    }

    /** Whether truss itself says something, behind a number that it had written for the next call already. */
    //  9029: truss: can not attach to target process: No such process
    // close(15) = 0 (0x0)
    static boolean isOfTracer(byte[] b, int from, int to) {
        return Bytes.startsWith(b, from, to, TRACER);
    }

    // SIGNAL 16 (SIGURG) code=SI_LWP pid=8207 uid=1001
    private static @Nullable TraceEvent signal(long line, Origin origin, byte[] b, int from, int to) {
        int end = Bytes.skipDigits(b, from, to);
        int number = Bytes.number(b, from, end);
        if (number < 0) {
            return null;
        }
        boolean named = end + 1 < to && b[end] == ' ' && b[end + 1] == '(';
        int nameEnd = named ? Bytes.skipName(b, end + 2, to) : end;
        String name = named && nameEnd > end + 2 ? Bytes.text(b, end + 2, nameEnd) : signalName(number);
        return new TraceEvent.Signalled(line, origin.process(), name);
    }

    private static String signalName(int number) {
        return number < SIGNALS.size() ? SIGNALS.get(number) : "SIG" + number;
    }
}
