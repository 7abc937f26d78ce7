package io.jaildeps.access;

import io.jaildeps.trace.Pid;

/**
 * One path argument of one call.
 *
 * @param line the trace's line, from 1
 * @param actor who called
 * @param call the call's name
 * @param place which path
 * @param errno empty if the call succeeded, otherwise such as {@code ENOENT}; {@code ?} if its end is not known
 */
public record FileAccess(
        long line, Actor actor, String call, AccessKind kind, Creation creation, Place place, String errno) {

    /** The calling thread and the program that it ran, as it was executed; empty if the trace does not show it. */
    public record Actor(Pid pid, String program) {}

    /**
     * A path argument.
     *
     * @param follows true if the call follows a symbolic link in the last component
     * @param landed where the tracer says an opened path led to, seen from the root; empty if it does not say
     */
    public record Place(AskedPath asked, boolean follows, String landed) {}

    /** The same, done by that program; by none of the run's if it is empty. */
    public FileAccess by(String program) {
        return new FileAccess(line, new Actor(actor.pid(), program), call, kind, creation, place, errno);
    }

    public boolean succeeded() {
        return errno.isEmpty();
    }

    /** True if the path, or a directory on the way to it, was not there. */
    public boolean absent() {
        return errno.equals("ENOENT") || errno.equals("ENOTDIR");
    }
}
