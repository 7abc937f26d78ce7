package io.jaildeps.reports;

/**
 * What a call meant for one path, as a line of JSON. Paths are exact: bytes that are no UTF-8 are lone surrogates.
 *
 * @param line of the trace, from 1
 * @param pid the calling thread; 0 if the trace does not number it
 * @param program what the thread had executed last; empty if the trace does not show it
 */
public record AccessLine(long line, int pid, String program, String call, What what) {
    /**
     * What was done with which path.
     *
     * @param kind in words: {@code opened}, {@code executed}, {@code looked at}
     * @param path absolute, seen from the host's root
     * @param root the thread's root directory
     * @param follows true if a link in the last component is followed
     * @param landed where the tracer says that it led; empty if it does not say
     * @param errno the error's name, {@code ?} if it is not known; empty if the call succeeded
     */
    public record What(String kind, String path, String root, boolean follows, String landed, String errno) {}
}
