package io.jaildeps.trace;

import java.util.List;

/** One thing that a trace says. {@code line} counts from 1; for a call in two parts it is the line of its beginning. */
public sealed interface TraceEvent {
    long line();

    /**
     * A system call, whole: parts that were interrupted by other threads are joined.
     *
     * @param pid whose calls share directories and descriptors: strace's number of the thread, everybody else's of the
     *     process
     * @param thread the thread's number as the tracer printed it; that of {@code pid} where it prints only one
     * @param name the call's name as printed, such as {@code openat}
     * @param names what the kernel looked up for the call, in that order: the NAMI records of ktrace, whose arguments
     *     are addresses. Empty for tracers that print the strings among the arguments
     * @param injected true if the tracer itself made up the result or delayed the call (strace: inject): then the
     *     outcome is no fact about the file system
     */
    record Call(
            long line,
            Pid pid,
            long thread,
            String name,
            List<Arg> args,
            List<String> names,
            Outcome outcome,
            boolean injected)
            implements TraceEvent {
        public Call {
            args = List.copyOf(args);
            names = List.copyOf(names);
        }

        /** A call of a tracer that numbers threads only, and prints the strings. */
        public Call(long line, Pid pid, String name, List<Arg> args, Outcome outcome, boolean injected) {
            this(line, pid, pid.number(), name, args, List.of(), outcome, injected);
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

    /** Something that belongs to the trace is not there, or something is that does not. @param text that in words */
    record Incomplete(long line, String text) implements TraceEvent {}

    /** A line that could not be read. @param text the line's bytes, one per char, cut to 200 */
    record Unparsed(long line, String text, String reason) implements TraceEvent {}
}
