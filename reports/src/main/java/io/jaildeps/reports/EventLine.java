package io.jaildeps.reports;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One traced call, as a line of JSON; the same for every tracer. Paths are exact: bytes that are no UTF-8 are lone
 * surrogates.
 *
 * @param line of the trace, from 1; of a binary trace the record's number
 * @param caller who called
 * @param call the call's name as the tracer has it
 * @param arguments what the call names: at most two
 * @param flags of an open or an *at call, as the trace has them; empty if there are none
 */
public record EventLine(
        long line, Caller caller, String call, List<Argument> arguments, Optional<String> flags, Result result) {
    public EventLine {
        arguments = List.copyOf(arguments);
        if (arguments.size() > 2) {
            throw new IllegalArgumentException("a call of " + arguments.size() + " paths: " + call);
        }
    }

    /**
     * Who called.
     *
     * @param pid whose directories and descriptors count, strace's number of the thread; 0 if the trace does not number it
     * @param tid the thread's number; that of {@code pid} where the tracer prints only one
     */
    public record Caller(int pid, long tid) {}

    /**
     * A path, a descriptor, or a path below a descriptor.
     *
     * @param path as given; empty if the call names only a descriptor
     * @param cut true if the tracer abbreviated the path
     * @param dirfd {@code AT_FDCWD} or a descriptor's number; empty if there is none
     * @param resolved the path made absolute; empty if that is not known
     */
    public record Argument(Optional<String> path, boolean cut, Optional<String> dirfd, Optional<String> resolved) {
        public static final Argument NONE = new Argument(Optional.empty(), false, Optional.empty(), Optional.empty());
    }

    /**
     * How the call ended.
     *
     * @param value what it returned, -1 if it failed; empty if the trace does not say
     * @param errno the error's name; empty if there is none
     * @param injected true if the tracer made the result up
     */
    public record Result(OptionalLong value, Optional<String> errno, boolean injected) {}
}
