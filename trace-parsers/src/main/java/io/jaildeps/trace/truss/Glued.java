package io.jaildeps.trace.truss;

import io.jaildeps.trace.Bytes;
import java.util.Set;

/**
 * What a program writes to the tracer's own output stands right before the line of the call that wrote it: {@code
 * hellowrite(1, " h e l l o", 5) = 5}.
 */
final class Glued {
    private static final byte[] WRITE = Bytes.of("write");
    private static final Set<String> WRITES =
            Set.of("pwrite", "kwrite", "kpwrite", "aio_write", "aio_pwrite", "linux_write", "freebsd32_pwrite");

    private Glued() {}

    /** Where the name of a call begins in the word {@code [from, to)}. */
    static int nameStart(byte[] b, int from, int to) {
        boolean isGlued = to - from > WRITE.length
                && Bytes.endsWith(b, from, to, WRITE)
                && !WRITES.contains(Bytes.text(b, from, to));
        return isGlued ? to - WRITE.length : from;
    }

    /** Where the name begins that ends at {@code open}. */
    static int callStart(byte[] b, int from, int open) {
        int i = open;
        while (i > from && (Bytes.isNameChar(b[i - 1]) && b[i - 1] != '?' || b[i - 1] == '.')) {
            i--;
        }
        return i;
    }

    /**
     * Where the numbers begin that stand in front of the name at {@code name}: {@code 472: }, {@code 472 100125: }, {@code
     * 6428/1:}, with times or without; {@code name} if there are none.
     */
    static int prefixStart(byte[] b, int from, int name) {
        int at = timeStart(b, from, timeStart(b, from, name));
        int bracket = bracketStart(b, from, bracketStart(b, from, at));
        if (bracket < at) {
            return bracket;
        }
        int colon = Bytes.trimSpace(b, from, at) - 1;
        if (colon + 1 == at || colon <= from || b[colon] != ':') {
            return at;
        }
        int first = numbersStart(b, from, colon);
        if (first == colon) {
            return at;
        }
        int gap = Bytes.trimSpace(b, from, first);
        int end = gap > from && gap < first && b[gap - 1] == ':' ? gap - 1 : gap;
        int second = gap < first ? numbersStart(b, from, end) : end;
        return second < end ? second : first;
    }

    /** Where the last number begins of those between {@code start}, which is {@link #prefixStart}, and the name. */
    static int lastNumberStart(byte[] b, int start, int name) {
        int second = Bytes.skipSpace(b, numbersEnd(b, start, name), name);
        return numbersEnd(b, second, name) > second && second > start ? second : start;
    }

    private static int numbersEnd(byte[] b, int from, int to) {
        int end = Bytes.skipDigits(b, from, to);
        return end > from && end < to && b[end] == ':' ? end + 1 : end;
    }

    // [4211]{5017} open(
    private static int bracketStart(byte[] b, int from, int at) {
        int close = Bytes.trimSpace(b, from, at) - 1;
        if (close <= from || b[close] != ']' && b[close] != '}') {
            return at;
        }
        int open = numbersStart(b, from, close) - 1;
        return open >= from && open + 1 < close && b[open] == (b[close] == ']' ? '[' : '{') ? open : at;
    }

    // 0.000123456 open(
    private static int timeStart(byte[] b, int from, int at) {
        int end = Bytes.trimSpace(b, from, at);
        int fraction = Bytes.digitsStart(b, from, end);
        int point = fraction - 1;
        int start = Bytes.digitsStart(b, from, point);
        return end < at && fraction < end && start < point && b[point] == '.' ? start : at;
    }

    private static int numbersStart(byte[] b, int from, int to) {
        int i = to;
        while (i > from && (Bytes.isDigit(b[i - 1]) || b[i - 1] == '/' || b[i - 1] == '@')) {
            i--;
        }
        return i;
    }
}
