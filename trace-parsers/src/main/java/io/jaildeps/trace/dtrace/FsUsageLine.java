package io.jaildeps.trace.dtrace;

import io.jaildeps.trace.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * The outer columns of a line of fs_usage: when, what, and behind the path how long it took and who did it.
 *
 * <pre>
 * 14:45:24.411951  open              F=4        (R_____)  /etc/hosts          0.000024   vim.12345      -w
 * 14:45:24.411983  stat64                [  2]           /nonexistent         0.000008 W my program.99
 * 14:45:24  open              /etc/hosts      0.000024   vim                                            narrow
 * 14:45:24.412001    HFS_update            (__M_____)  /tmp/x                 0.000003   vim.12345
 * 14:45:24.412001    RdData[A]       D=0x0ea3b3c0  B=0x1000   /dev/disk1s1  /x  0.000102 W mds.1433
 * 14:45:24.411  stat64            /etc/hosts                           0.000012   vim.12345              milliseconds
 * 14:45:24.411951 open F=4 (R_____) /etc/hosts 0.000024 vim.12345                                        runs of blanks lost
 * </pre>
 *
 * @param b the buffer that the line is in
 * @param name the call's whole name
 * @param from where the columns between name and duration begin
 * @param to where they end, without blanks behind the path
 * @param full true if the path fills its column: then it may have been cut in front
 * @param wide true with the columns that narrow output leaves out
 * @param thread the thread's number; 0 if it is not printed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record FsUsageLine(byte[] b, String name, int from, int to, boolean full, boolean wide, long thread) {
    private static final int CLOCK = 8;
    private static final int MICROSECONDS = 6;
    private static final int MILLISECONDS = 3;
    private static final int NAME_COLUMN = 17;
    /** The blank after the path, the blank before the duration, and the duration's seconds in three columns. */
    private static final int BETWEEN = 5;

    private record Duration(int seconds, int end) {}

    /** Null if it is no line of fs_usage. */
    static @Nullable FsUsageLine read(byte[] b, int start, int end) {
        int clock = clock(b, start, end);
        if (clock < 0) {
            return null;
        }
        boolean wide = clock > start + CLOCK;
        int name = Math.min(Bytes.skipBlanks(b, clock, end), clock + 2);
        Duration duration = lastDuration(b, Math.min(name, end), end);
        if (duration == null) {
            return null;
        }
        int first = Bytes.skipBlanks(b, name, duration.seconds());
        int nameEnd = Math.min(Bytes.find(b, first, duration.seconds(), ' '), name + NAME_COLUMN);
        if (nameEnd <= first) {
            return null;
        }
        int column = Math.min(name + NAME_COLUMN, duration.seconds());
        // somebody made one blank of several: then a path fills no column
        boolean isPadded = Bytes.skipBlanks(b, nameEnd, column) == column;
        int from = isPadded ? column : nameEnd;
        int to = Bytes.trimEnd(b, from, duration.seconds());
        boolean full = isPadded && Bytes.skipDigits(b, duration.seconds(), end) - to <= BETWEEN;
        return new FsUsageLine(
                b,
                wholeName(Bytes.text(b, first, nameEnd)),
                from,
                to,
                full,
                wide,
                thread(b, duration.end(), end, wide));
    }

    /** Page faults and transfers of disks have names like {@code PgIn}, {@code RdData[A]}. */
    boolean isCall() {
        char first = name.charAt(0);
        return first >= 'a' && first <= 'z' || first == '_';
    }

    /** Where the first time stands behind a blank, or -1. */
    static int nextClock(byte[] b, int from, int to) {
        int colon = Bytes.find(b, from, to, ':');
        while (colon < to) {
            int at = colon - 2;
            if (at > from && b[at - 1] == ' ' && clock(b, at, to) > 0) {
                return at;
            }
            colon = Bytes.find(b, colon + 1, to, ':');
        }
        return -1;
    }

    // 14:45:24  14:45:24.411951  14:45:24.411
    private static int clock(byte[] b, int from, int to) {
        if (to - from < CLOCK + 3 || b[from + 2] != ':' || b[from + 5] != ':') {
            return -1;
        }
        for (int i : new int[] {0, 3, 6}) {
            if (Bytes.number(b, from + i, from + i + 2) < 0) {
                return -1;
            }
        }
        int end = from + CLOCK;
        if (b[end] == '.') {
            end = Bytes.skipDigits(b, end + 1, to);
            int digits = end - from - CLOCK - 1;
            if (digits != MICROSECONDS && digits != MILLISECONDS) {
                return -1;
            }
        }
        return end + 2 < to && b[end] == ' ' ? end : -1;
    }

    /** The last {@code   0.000024   } or {@code   0.000024 W } on the line. */
    private static @Nullable Duration lastDuration(byte[] b, int from, int to) {
        for (int point = to - 1; point > from; point--) {
            if (b[point] == '.') {
                int seconds = Bytes.digitsStart(b, from, point);
                int end = Bytes.skipDigits(b, point + 1, to);
                boolean separate = seconds < point && (seconds == from || b[seconds - 1] == ' ');
                if (separate && end == point + 1 + MICROSECONDS && isWaitMark(b, end, to)) {
                    return new Duration(seconds, end);
                }
            }
        }
        return null;
    }

    /** Blanks, perhaps with a {@code W} among them, and the program; editors take blanks off a line's end. */
    private static boolean isWaitMark(byte[] b, int at, int to) {
        return at == to || b[at] == ' ';
    }

    // Google Chrome He.12345
    private static long thread(byte[] b, int from, int to, boolean wide) {
        int end = Bytes.trimEnd(b, from, to);
        int digits = Bytes.digitsStart(b, from, end);
        boolean numbered = wide && digits > from && b[digits - 1] == '.' && end > digits && end - digits <= 18;
        return numbered ? Long.parseLong(Bytes.text(b, digits, end)) : 0;
    }

    /** The column has room for 17 bytes. */
    private static String wholeName(String printed) {
        return printed.equals("open_dprotected_n") ? "open_dprotected_np" : printed;
    }
}
