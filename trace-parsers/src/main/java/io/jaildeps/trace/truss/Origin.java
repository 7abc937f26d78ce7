package io.jaildeps.trace.truss;

import io.jaildeps.trace.Pid;

/** Whose line it is. Filled anew for each line. */
final class Origin {
    static final int NONE = -1;

    /** The process's number, or {@link #NONE}. */
    int pid;
    /** The thread's, or {@link #NONE}. */
    long thread;
    /** Where the event begins. */
    int body;

    private Pid last = Pid.UNNAMED;

    void clear(int from) {
        pid = NONE;
        thread = NONE;
        body = from;
    }

    void copy(Origin other) {
        pid = other.pid;
        thread = other.thread;
        body = other.body;
    }

    /** Takes whose line it is from another. */
    void number(Origin other) {
        pid = other.pid;
        thread = other.thread;
    }

    /** The key of the process's directories and descriptors; {@link Pid#UNNAMED} if the trace has one process only. */
    Pid process() {
        if (pid == NONE) {
            return Pid.UNNAMED;
        }
        if (last.number() != pid) {
            last = new Pid(pid);
        }
        return last;
    }

    long threadNumber() {
        return thread == NONE ? process().number() : thread;
    }

    boolean isNumbered() {
        return pid != NONE || thread != NONE;
    }
}
