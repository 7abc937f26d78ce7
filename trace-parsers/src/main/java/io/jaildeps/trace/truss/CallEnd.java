package io.jaildeps.trace.truss;

import io.jaildeps.trace.Bytes;
import io.jaildeps.trace.Outcome;

/** What stands behind a call's arguments. Filled anew for each line. */
final class CallEnd {
    private static final Outcome NONE = new Outcome.Unknown("");
    private static final Outcome UNFINISHED = new Outcome.Unfinished();

    /** The place of the parenthesis that closes the arguments. */
    int close;

    Outcome outcome = NONE;
    /** The line says that the call has begun to wait; it is printed again when it returns. */
    boolean sleeping;
    /** The line is the return of fork(2) in the new process. */
    boolean inChild;
    /** The call is printed without any return. */
    boolean bare;
    /** What is there of the return may go on in the next line, where a mail program put it. */
    boolean mayGoOn;

    void clear() {
        close = -1;
        outcome = NONE;
        sleeping = false;
        inChild = false;
        bare = false;
        mayGoOn = false;
    }

    /** Whether the arguments' parenthesis closes in front of {@code at}, with white space between; {@link #close} is its place. */
    boolean closesBefore(byte[] b, int from, int at) {
        int after = at;
        while (after > from && isSpace(b[after - 1])) {
            after--;
        }
        close = after - 1;
        return after > from && b[after - 1] == ')';
    }

    /** What may stand between the parts of a line that a mail program perhaps broke. */
    static boolean isSpace(byte c) {
        return c == '\n' || Bytes.isSpace(c);
    }

    /** The call waits; in this line it does not return. */
    void sleep() {
        sleeping = true;
        outcome = UNFINISHED;
    }

    /** What the call returned, or -1. */
    long value() {
        return outcome instanceof Outcome.Returned returned ? returned.value() : -1;
    }
}
