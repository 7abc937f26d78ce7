package io.jaildeps.trace.truss;

import io.jaildeps.trace.Bytes;
import io.jaildeps.trace.ErrorNames;
import io.jaildeps.trace.Outcome;
import io.jaildeps.trace.TraceSystem;

/**
 * A line of FreeBSD's truss read from its right end:
 *
 * <pre>
 * close(3)					 = 0 (0x0)
 * open("/etc/malloc.conf",O_RDONLY,00)		 ERR#2 'No such file or directory'
 * sigreturn(0x86c00ba00)				 EJUSTRETURN
 * exit(0x0)
 * </pre>
 *
 * A mail program may have put a newline in place of any of the blanks.
 */
final class FreebsdReturn {
    private static final byte[] ERROR = Bytes.of("ERR#");
    private static final byte[] RESTART = Bytes.of("ERESTART");
    private static final byte[] JUST_RETURN = Bytes.of("EJUSTRETURN");

    /** The errors of paths; larger numbers of Linux are told as numbers. */
    private static final int MOST_OF_LINUX = 40;

    private FreebsdReturn() {}

    /** Reads the end of the line; false if it does not end as a call does. @param name the call's */
    static boolean read(String name, byte[] b, int from, int to, CallEnd end) {
        end.clear();
        int last = Bytes.trimSpace(b, from, to);
        if (last == from) {
            return false;
        }
        if (b[last - 1] == ')') {
            if (!readValue(b, from, last, end)) {
                end.close = last - 1;
                end.bare = true;
                end.mayGoOn = true;
            }
            return true;
        }
        if (Bytes.endsWith(b, from, last, RESTART)) {
            end.outcome = new Outcome.Unknown("ERESTART");
            return end.closesBefore(b, from, last - RESTART.length);
        }
        if (Bytes.endsWith(b, from, last, JUST_RETURN)) {
            // A successful execve(2) does not return to its caller: the kernel says so, not that it failed.
            end.outcome = name.endsWith("execve") ? new Outcome.Returned(0) : new Outcome.Unknown("EJUSTRETURN");
            return end.closesBefore(b, from, last - JUST_RETURN.length);
        }
        return readError(name.startsWith("linux_"), b, from, last, end);
    }

    // " = 34920833024 (0x82171a000)"
    private static boolean readValue(byte[] b, int from, int to, CallEnd end) {
        int open = to - 2;
        while (open > from && b[open] != '(') {
            if (Character.digit(b[open], 16) < 0 && b[open] != 'x') {
                return false;
            }
            open--;
        }
        if (!Numbers.isHex(b, open + 1, to - 1) || open - 1 <= from || !CallEnd.isSpace(b[open - 1])) {
            return false;
        }
        int value = open - 1;
        while (value > from && (Bytes.isDigit(b[value - 1]) || b[value - 1] == '-')) {
            value--;
        }
        boolean isReturn = Numbers.isDecimal(b, value, open - 1)
                && value - 3 >= from
                && CallEnd.isSpace(b[value - 1])
                && b[value - 2] == '='
                && CallEnd.isSpace(b[value - 3]);
        if (!isReturn || !end.closesBefore(b, from, value - 2)) {
            return false;
        }
        end.outcome = new Outcome.Returned(Numbers.value(b, value, open - 1));
        return true;
    }

    private static boolean readError(boolean linux, byte[] b, int from, int to, CallEnd end) {
        for (int at = to - ERROR.length; at > from; at--) {
            if (b[at] == 'E' && Bytes.startsWith(b, at, to, ERROR) && CallEnd.isSpace(b[at - 1])) {
                int digits = at + ERROR.length;
                int after = Bytes.skipDigits(b, digits, to);
                boolean isError = after > digits
                        && after - digits < 10
                        && (after == to
                                || after + 1 < to
                                        && CallEnd.isSpace(b[after])
                                        && b[after + 1] == '\''
                                        && b[to - 1] == '\'');
                if (isError) {
                    end.mayGoOn = after == to;
                    end.outcome = failure(Numbers.value(b, digits, after), linux);
                    return end.closesBefore(b, from, at);
                }
            }
        }
        return false;
    }

    /** @param linux the call is one of the Linux ABI, whose numbers are Linux's */
    private static Outcome failure(long number, boolean linux) {
        if (linux && number > MOST_OF_LINUX) {
            return new Outcome.Failed("errno " + number);
        }
        return ErrorNames.of(linux ? TraceSystem.LINUX : TraceSystem.FREEBSD).failure(number);
    }
}
