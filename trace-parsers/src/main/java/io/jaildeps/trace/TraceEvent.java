package io.jaildeps.trace;

import java.util.List;

/** One thing that a trace says. {@code line} counts from 1; for a call in two parts it is the line of its beginning. */
public sealed interface TraceEvent {
    long line();

    /**
     * A system call, whole: parts that were interrupted by other threads are joined.
     *
     * @param pid the calling thread
     * @param name the call's name as printed, such as {@code openat}
     * @param injected true if the tracer itself made up the result or delayed the call (strace: inject): then the
     *     outcome is no fact about the file system
     */
    record Call(long line, Pid pid, String name, List<Arg> args, Outcome outcome, boolean injected)
            implements TraceEvent {
        public Call {
            args = List.copyOf(args);
        }
    }

    /** The thread ended by itself. */
    record Exited(long line, Pid pid, int status) implements TraceEvent {}

    /**
     * The thread was ended by a signal.
     *
     * @param signal such as {@code SIGSEGV}
     */
    record Killed(long line, Pid pid, String signal) implements TraceEvent {}

    /** A signal was delivered. */
    record Signalled(long line, Pid pid, String signal) implements TraceEvent {}

    /** The thread that called execve took over the thread group's number; {@code by} is the number that it had. */
    record Superseded(long line, Pid pid, Pid by) implements TraceEvent {}

    /** The tracer's word about itself, such as {@code strace: Process 12 attached}. */
    record Note(long line, String text) implements TraceEvent {}

    /** A line that could not be read. @param text the line's bytes, one per char, cut to 200 */
    record Unparsed(long line, String text, String reason) implements TraceEvent {}
}
