package io.jaildeps.trace.truss;

import io.jaildeps.trace.Bytes;
import java.util.BitSet;

/**
 * Lines that two tracers wrote into one: up to FreeBSD 9, {@code truss -f} had one for each process, all with the same
 * output, and one of them wrote its line where another had begun its own.
 */
final class Tears {
    /** Numbers of processes end before; see pid_max in FreeBSD. */
    private static final int PIDS = 100_000;

    private final BitSet seen = new BitSet();
    private final Origin first = new Origin();
    private final Origin second = new Origin();

    /**
     * Where a line begins inside of the call, or -1: with a call, or with the number of a process that had lines before. A string
     * may hold anything, so only what is in front of the first one is looked at.
     *
     * @param open the call's parenthesis, -1 if there is none
     */
    //  9366: read(3,0x2b952018,4096 9375: read(3,"x"...,524288) = 862 (0x35e)
    int in(byte[] b, Origin origin, int open, int to) {
        see(origin);
        if (open < 0 || origin.pid == Origin.NONE) {
            return -1;
        }
        int end = Bytes.find(b, open, to, '"');
        int colon = Bytes.find(b, open, end, ':');
        while (colon < end) {
            int number = Bytes.digitsStart(b, open, colon);
            if (number < colon
                    && b[number - 1] == ' '
                    && colon + 1 < to
                    && b[colon + 1] == ' '
                    && (wasSeen(Bytes.number(b, number, colon)) || isCall(b, colon + 2, to))) {
                return number;
            }
            colon = Bytes.find(b, colon + 1, end, ':');
        }
        return -1;
    }

    /** Takes the number of the process that wrote the line's end, if there are two; {@link #first} is that in front of it. */
    //  9075:  9012: access("/bin/gnome-open",1)   ERR#2 'No such file or directory'
    // close(15)   = 0 (0x0)
    boolean takeSecondNumber(byte[] b, Origin origin, int to) {
        if (origin.pid == Origin.NONE) {
            return false;
        }
        FreebsdPrefix.read(b, origin.body, to, second);
        if (second.pid == Origin.NONE || second.body == to) {
            return false;
        }
        first.copy(origin);
        origin.copy(second);
        see(origin);
        return true;
    }

    /** Whose the next line is, which has no number then. */
    Origin first() {
        return first;
    }

    private void see(Origin origin) {
        if (origin.pid >= 0 && origin.pid < PIDS) {
            seen.set(origin.pid);
        }
    }

    private static boolean isCall(byte[] b, int from, int to) {
        int open = Bytes.skipName(b, from, to);
        return open > from && open < to && b[open] == '(' && !Bytes.isDigit(b[from]);
    }

    private boolean wasSeen(int pid) {
        return pid >= 0 && seen.get(pid);
    }
}
