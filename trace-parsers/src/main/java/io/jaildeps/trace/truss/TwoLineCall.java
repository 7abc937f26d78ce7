package io.jaildeps.trace.truss;

import io.jaildeps.trace.Bytes;

/**
 * A call as truss printed it before FreeBSD 4.2:
 *
 * <pre>
 * syscall readlink("/etc/malloc.conf",0xbfbff6b4,63)
 * 	errno 2 'No such file or directory'
 * syscall open("/etc/passwd",0x0,00)
 * 	returns 3 (0x3)
 * </pre>
 */
final class TwoLineCall {
    private static final byte[] CALL = Bytes.of("syscall ");
    private static final byte[] RETURNS = Bytes.of("\treturns ");
    private static final byte[] ERROR = Bytes.of("\terrno ");

    private final Origin origin = new Origin();
    private String text = "";
    private long line;

    boolean isOpen() {
        return !text.isEmpty();
    }

    long line() {
        return line;
    }

    Origin origin() {
        return origin;
    }

    /** The call, in one line and as later versions print it if its return has been seen. */
    byte[] text() {
        return Bytes.of(text);
    }

    void close() {
        text = "";
    }

    boolean begins(long number, Origin whose, byte[] b, int to) {
        boolean begins = Bytes.startsWith(b, whose.body, to, CALL) && b[to - 1] == ')';
        if (begins) {
            line = number;
            origin.copy(whose);
            text = Bytes.text(b, whose.body + CALL.length, to);
        }
        return begins;
    }

    /** Whether the line is the return of the call; then it has been added to its text. */
    boolean completes(byte[] b, int from, int to) {
        if (Bytes.startsWith(b, from, to, RETURNS)) {
            text += " = " + Bytes.text(b, from + RETURNS.length, to);
            return true;
        }
        if (Bytes.startsWith(b, from, to, ERROR)) {
            text += " ERR#" + Bytes.text(b, from + ERROR.length, to);
            return true;
        }
        return false;
    }
}
