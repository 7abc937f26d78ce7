package io.jaildeps.trace.strace;

import io.jaildeps.trace.Bytes;
import io.jaildeps.trace.ErrorNames;
import io.jaildeps.trace.Outcome;
import io.jaildeps.trace.TraceSystem;
import org.jspecify.annotations.Nullable;

/** What stands behind {@code = } on a call's line. The words in parentheses are the user's language, never looked at. */
final class ReturnValue {
    private static final byte[] FAILED = Bytes.of("-1 ");
    static final byte[] NUMBERED = Bytes.of("(errno ");
    private static final byte[] QEMU_NUMBERED = Bytes.of("errno=");
    private static final byte[] OLD_NUMBERED = Bytes.of("ERRNO_");
    private static final byte[] INJECTED = Bytes.of("(INJECTED");
    private static final byte[] ONLY_ARGUMENTS = Bytes.of("(INJECTED: args)");
    private static final byte[] DELAYED = Bytes.of("(DELAYED");
    private static final byte[] HEXADECIMAL = Bytes.of("0x");
    private static final byte[] MINUS = Bytes.of("-");
    static final byte[] MINUS_ONE = Bytes.of("-1");

    private ReturnValue() {}

    /** Reads {@code [from, to)}; null if it is nothing that strace writes. */
    static @Nullable Outcome read(byte[] b, int from, int to) {
        if (from >= to) {
            return null;
        }
        if (b[from] == '?') {
            return unknown(b, from, to);
        }
        if (isMinusOne(b, from, to)) {
            return new Outcome.Unknown(""); // strace stopped before it had written the error's name
        }
        if (Bytes.startsWith(b, from, to, FAILED)) {
            Outcome failed = failed(b, from + FAILED.length, to);
            if (failed != null) {
                return failed;
            }
        }
        return returned(b, from, to);
    }

    /** Whether it is {@code -1} without the error that must follow. */
    static boolean isMinusOne(byte[] b, int from, int to) {
        return Bytes.startsWith(b, from, to, MINUS_ONE) && Bytes.trimEnd(b, from, to) == from + MINUS_ONE.length;
    }

    /** Where the return that begins at {@code from} ends, with all that strace writes behind it; -1 if there is none. */
    static int end(byte[] b, int from, int to) {
        int end = b[from] == '-' || b[from] == '?' ? from + 1 : from;
        if (Bytes.startsWith(b, end, to, HEXADECIMAL)) {
            end = Bytes.skipName(b, end, to);
        } else {
            end = Bytes.skipDigits(b, end, to);
        }
        if (end == from) {
            return -1;
        }
        if (end < to && b[end] == '<') {
            int close = Decoration.end(b, end, to);
            end = close < 0 ? end : Decoration.read(b, end, close, to).end;
        }
        int word = Bytes.skipBlanks(b, end, to);
        if (word > end && word + 1 < to && b[word] == 'E' && b[word + 1] >= 'A' && b[word + 1] <= 'Z') {
            end = Bytes.skipName(b, word, to);
        }
        return remarksEnd(b, end, to);
    }

    // (No such file or directory)   ([{fd=3, revents=POLLIN}])   (INJECTED)   <0.000012>
    private static int remarksEnd(byte[] b, int from, int to) {
        int end = from;
        int open = Bytes.skipBlanks(b, end, to);
        while (open < to && (b[open] == '(' || b[open] == '<' && open + 1 < to && Bytes.isDigit(b[open + 1]))) {
            int close = Bytes.find(b, open, to, b[open] == '(' ? ')' : '>');
            if (close == to) {
                return to;
            }
            end = close + 1;
            open = Bytes.skipBlanks(b, end, to);
        }
        return end;
    }

    /** Whether what {@link #read} can not read is the beginning of something: {@code 0x}, {@code 3</etc/pas}. */
    static boolean breaksOff(byte[] b, int from, int to) {
        if (Bytes.startsWith(b, from, to, HEXADECIMAL) || Bytes.startsWith(b, from, to, MINUS)) {
            return to == from + HEXADECIMAL.length || to == from + MINUS.length;
        }
        int end = Bytes.skipDigits(b, from, to);
        return end > from && end < to && b[end] == '<' && Decoration.end(b, end, to) < 0;
    }

    /**
     * Whether the tracer made up the result: {@code = 0 (INJECTED)}. Not so if it only delayed the call, {@code = 10
     * (DELAYED)}, or changed what it was given, {@code = 3 (INJECTED: args)}: then the kernel did it.
     */
    static boolean isInjected(byte[] b, int from, int to) {
        int end = Bytes.trimEnd(b, from, to);
        if (end > from && b[end - 1] == '>') {
            // = 0 (INJECTED) <0.000012>
            while (end > from && b[end - 1] != '<') {
                end--;
            }
            end = Bytes.trimEnd(b, from, Math.max(from, end - 1));
        }
        // = -1 ENOENT (No such file or directory) (INJECTED) (DELAYED)
        while (end > from && b[end - 1] == ')') {
            int open = end - 1;
            while (open > from && b[open] != '(') {
                open--;
            }
            if (Bytes.startsWith(b, open, end, INJECTED)) {
                return !Bytes.startsWith(b, open, end, ONLY_ARGUMENTS);
            } else if (!Bytes.startsWith(b, open, end, DELAYED)) {
                return false;
            }
            end = Bytes.trimEnd(b, from, open);
        }
        return false;
    }

    // = ?   = ? ERESTARTSYS (To be restarted if SA_RESTART is set)   = ? <unavailable>
    private static @Nullable Outcome unknown(byte[] b, int from, int to) {
        if (from + 1 < to && b[from + 1] != ' ') {
            return null;
        }
        int word = Bytes.skipBlanks(b, from + 1, to);
        int end = word < to && b[word] == 'E' ? Bytes.skipName(b, word, to) : word;
        return new Outcome.Unknown(Bytes.text(b, word, end));
    }

    // = -1 ENOENT (No such file or directory)   = -1 (errno 599)   = -1 ERRNO_599 (errno 599)
    private static @Nullable Outcome failed(byte[] b, int from, int to) {
        boolean numbered = Bytes.startsWith(b, from, to, NUMBERED);
        if (numbered || Bytes.startsWith(b, from, to, OLD_NUMBERED)) {
            int digits = from + (numbered ? NUMBERED.length : OLD_NUMBERED.length);
            return new Outcome.Failed("errno " + Bytes.text(b, digits, Bytes.skipDigits(b, digits, to)));
        }
        // = -1 errno=2 (No such file or directory)   of qemu-user's -strace
        if (Bytes.startsWith(b, from, to, QEMU_NUMBERED)) {
            int digits = from + QEMU_NUMBERED.length;
            int number = Bytes.number(b, digits, Bytes.skipDigits(b, digits, to));
            return number < 0 ? null : ErrorNames.of(TraceSystem.LINUX).failure(number);
        }
        if (from == to || b[from] != 'E') {
            return null;
        }
        return new Outcome.Failed(Errno.name(b, from, Bytes.skipName(b, from, to)));
    }

    // = 3   = 0x7f32   = 022   = 3</etc/passwd>   = 3</tmp/x>(deleted)   = 1 (Timeout)
    private static @Nullable Outcome returned(byte[] b, int from, int to) {
        boolean negative = b[from] == '-';
        int digits = negative ? from + 1 : from;
        int end = digits;
        long value = 0;
        if (digits + 2 < to && b[digits] == '0' && b[digits + 1] == 'x') {
            for (end = digits + 2; end < to && Character.digit(b[end], 16) >= 0; end++) {
                value = value << 4 | Character.digit(b[end], 16);
            }
        } else {
            int radix = digits < to && b[digits] == '0' ? 8 : 10;
            for (; end < to && Bytes.isDigit(b[end]); end++) {
                value = value * radix + (b[end] - '0');
            }
        }
        if (end == digits) {
            return null;
        }
        value = negative ? -value : value;
        if (end == to || b[end] == ' ') {
            return new Outcome.Returned(value);
        }
        int close = b[end] == '<' ? Decoration.end(b, end, to) : -1;
        return close < 0 ? null : new Outcome.Returned(value, Decoration.read(b, end, close, to).path);
    }
}
