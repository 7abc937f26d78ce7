package io.jaildeps.trace.dtrace;

import io.jaildeps.trace.Arg;
import io.jaildeps.trace.Bytes;
import io.jaildeps.trace.Fd;
import io.jaildeps.trace.Outcome;
import io.jaildeps.trace.Pid;
import io.jaildeps.trace.Quoted;
import io.jaildeps.trace.TraceEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One call as dtruss prints it.
 *
 * <pre>
 * openat(0x3, "System/Cryptexes/OS\0", 0x100000, 0x0)		 = 4 0          since macOS 10.11
 * stat64("/usr/lib/libSystem.B.dylib\0", 0x7FF7, 0x0)		 = -1 2
 * open("/var/ld/ld.config\0", 0x0, 0x0)		 = -1 Err#2              older, and Solaris
 * 91956/0x1cca76:  close(0x3)		 = 0 0                          -f, macOS
 *  3911/1:       41     26 write(0x2, "l\0", 0x1)          = 1 0       -eo, Solaris
 *  3911/1:       41:    26: write(0x2, "l\0", 0x1)         = 1 0       -eo, macOS
 * </pre>
 *
 * @param start where the arguments begin
 * @param end where the arguments end, -1 if the call's result is not on the line
 * @param after where the line goes on behind the result
 */
record DtrussCall(Place at, String name, int start, int end, int after, Outcome outcome, KernelNumbers numbers) {
    private static final byte[] ERR = Bytes.of("Err#");
    private static final byte[] HEXADECIMAL = Bytes.of("0x");

    /** Whose call it is and where the line is. @param b the buffer that the line is in, good until the next line */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Place(byte[] b, int pid, long thread) {}

    boolean isWhole() {
        return end >= 0;
    }

    /** Null if no call begins in {@code [from, to)}. */
    static @Nullable DtrussCall begin(byte[] b, int from, int to, KernelNumbers numbers) {
        int start = Bytes.skipSpace(b, from, to);
        int slash = Bytes.skipDigits(b, start, to);
        int pid = Pid.UNNAMED.number();
        long thread = 0;
        // 27547/1:   91956/0x1cca76:
        if (slash > start && slash < to && b[slash] == '/') {
            int colon = Bytes.find(b, slash, to, ':');
            pid = Bytes.number(b, start, slash);
            thread = number(b, slash + 1, colon).orElse(-1);
            if (pid < 0 || thread < 0 || colon == to) {
                return null;
            }
            start = Bytes.skipSpace(b, colon + 1, to);
        }
        start = afterTimes(b, start, to);
        int open = Bytes.skipName(b, start, to);
        if (open == start || open == to || b[open] != '(' || Bytes.isDigit(b[start])) {
            return null;
        }
        Place place = new Place(b, pid, thread);
        String name = Bytes.text(b, start, open);
        int close = closingAt(b, open, to);
        Return returned = close < 0 ? null : returned(b, close, to, numbers);
        return returned == null
                ? new DtrussCall(place, name, open + 1, -1, to, new Outcome.Unfinished(), numbers)
                : new DtrussCall(place, name, open + 1, close, returned.end(), returned.outcome(), numbers);
    }

    /** {@code      41:     26: }: relative, elapsed and processor time, each there or not, with a colon or not. */
    private static int afterTimes(byte[] b, int from, int to) {
        int start = from;
        int end = Bytes.skipDigits(b, start, to);
        while (end > start) {
            int after = Bytes.skipSpace(b, end < to && b[end] == ':' ? end + 1 : end, to);
            if (after == end) {
                return start;
            }
            start = after;
            end = Bytes.skipDigits(b, start, to);
        }
        return start;
    }

    /** Where the arguments end: at a parenthesis that a result follows, or, as terminals lose some, at the result. -1 if nowhere. */
    private static int closingAt(byte[] b, int open, int to) {
        int i = open + 1;
        while (i < to) {
            int quoteEnd = b[i] == '"' ? Quoted.end(b, i, to) : -1;
            if (b[i] == '"' && quoteEnd < 0) {
                break;
            }
            if (b[i] == ')' && isReturn(b, i + 1, to)) {
                return i;
            }
            i = Math.max(i + 1, quoteEnd);
        }
        int equals = to - 1;
        while (equals > open && b[equals] != '=') {
            equals--;
        }
        int close = Bytes.trimSpace(b, open, equals);
        return equals > open && close < equals ? b[close - 1] == ')' ? close - 1 : close : -1;
    }

    /** Whether {@code = } follows behind blanks or tabs. */
    private static boolean isReturn(byte[] b, int from, int to) {
        int equals = Bytes.skipSpace(b, from, to);
        return equals > from && equals + 1 < to && b[equals] == '=' && b[equals + 1] == ' ';
    }

    /** What stands behind {@code =}, and where it ends. */
    private record Return(Outcome outcome, int end) {}

    private static @Nullable Return returned(byte[] b, int close, int to, KernelNumbers numbers) {
        int value = Bytes.skipSpace(b, Bytes.find(b, close, to, '=') + 1, to);
        int valueEnd = Bytes.find(b, value, to, ' ');
        int error = Bytes.skipBlanks(b, valueEnd, to);
        error = Bytes.startsWith(b, error, to, ERR) ? error + ERR.length : error;
        boolean inKernel = error < to && b[error] == '-';
        error = inKernel ? error + 1 : error;
        int end = Bytes.skipDigits(b, error, to);
        int number = end < to && !Bytes.isSpace(b[end]) ? -1 : Bytes.number(b, error, end);
        boolean negative = value < to && b[value] == '-';
        OptionalLong returned = number(b, negative ? value + 1 : value, valueEnd);
        if (number < 0 || returned.isEmpty()) {
            return null;
        }
        // workq_kernreturn(0x4, 0x0, 0x0)		 = 0 Err#-2: EJUSTRETURN and its like, which no program gets to see
        if (inKernel) {
            return new Return(new Outcome.Unknown(""), end);
        }
        Outcome outcome = number == 0
                ? new Outcome.Returned(negative ? -returned.getAsLong() : returned.getAsLong())
                : numbers.failure(number);
        return new Return(outcome, end);
    }

    TraceEvent.Call event(long line) {
        return new TraceEvent.Call(line, new Pid(at.pid()), at.thread(), name, arguments(), List.of(), outcome, false);
    }

    private List<Arg> arguments() {
        byte[] b = at.b();
        List<Arg> args = new ArrayList<>(4);
        int i = Bytes.skipSpace(b, start, end);
        while (i < end) {
            int quoteEnd = b[i] == '"' ? Quoted.end(b, i, end) : -1;
            int comma = Bytes.find(b, Math.max(i, quoteEnd), end, ',');
            if (quoteEnd > 0) {
                directoryBefore(args);
                args.add(EscapedString.read(b, i + 1, quoteEnd - 1));
                // open("/x\0"0x0, 0x1B6): it forgets a comma now and then
                comma = quoteEnd < end && b[quoteEnd] != ',' ? quoteEnd - 1 : comma;
            } else {
                args.add(new Arg.Word(Bytes.text(b, i, Bytes.trimEnd(b, i, comma))));
            }
            i = Bytes.skipSpace(b, Math.min(comma + 1, end), end);
        }
        return args;
    }

    // openat(0xFFFFFFFFFFFFFFFE, "etc/hosts\0", 0x0, 0x0)		 = 3 0
    private void directoryBefore(List<Arg> args) {
        int last = args.size() - 1;
        if (last >= 0 && args.get(last) instanceof Arg.Word word) {
            byte[] text = Bytes.of(word.text());
            if (numbers.isWorkingDirectory((int) number(text, 0, text.length).orElse(0))) {
                args.set(last, new Arg.Descriptor(Fd.AT_FDCWD, "", false));
            }
        }
    }

    /** Decimal, or hexadecimal behind {@code 0x}, which may have all 64 bits. */
    private static OptionalLong number(byte[] b, int from, int to) {
        boolean hexadecimal = Bytes.startsWith(b, from, to, HEXADECIMAL);
        int start = hexadecimal ? from + HEXADECIMAL.length : from;
        if (start >= to || to - start > (hexadecimal ? 16 : 18)) {
            return OptionalLong.empty();
        }
        long value = 0;
        for (int i = start; i < to; i++) {
            int digit = Character.digit(b[i], hexadecimal ? 16 : 10);
            if (digit < 0) {
                return OptionalLong.empty();
            }
            value = value * (hexadecimal ? 16 : 10) + digit;
        }
        return OptionalLong.of(value);
    }
}
