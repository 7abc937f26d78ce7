package io.jaildeps.reports;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * One path argument of one traced call, as a line of JSON. Paths are exact: bytes that are no UTF-8 are lone surrogates.
 *
 * @param line of the trace, from 1
 * @param pid the calling thread; 0 if the trace does not number it
 */
public record EventLine(long line, int pid, String call, Argument argument, Result result) {
    /**
     * What the call names.
     *
     * @param path as given; empty if the call names none
     * @param cut true if the tracer abbreviated the path
     * @param dirfd {@code AT_FDCWD} or a descriptor's number; empty if there is none
     * @param resolved the path made absolute; empty if that is not known
     * @param flags as the trace has them; empty if there are none
     */
    public record Argument(String path, boolean cut, String dirfd, String resolved, String flags) {}

    /**
     * How the call ended.
     *
     * @param value what it returned, -1 if it failed; empty if the trace does not say
     * @param errno the error's name; empty if there is none
     * @param injected true if the tracer made the result up
     */
    public record Result(OptionalLong value, Optional<String> errno, boolean injected) {}
}
