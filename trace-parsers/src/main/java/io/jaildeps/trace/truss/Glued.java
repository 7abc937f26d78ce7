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

    /** Where the numbers begin that stand in front of the name at {@code at}: {@code 472: } or {@code 472 100125: }. */
    static int prefixStart(byte[] b, int from, int at) {
        if (at - from < 3 || b[at - 1] != ' ' || b[at - 2] != ':') {
            return at;
        }
        int first = digitsStart(b, from, at - 2);
        int blank = first;
        while (blank > from && b[blank - 1] == ' ') {
            blank--;
        }
        int second = digitsStart(b, from, blank);
        return blank < first && second < blank ? second : first;
    }

    private static int digitsStart(byte[] b, int from, int to) {
        int i = to;
        while (i > from && Bytes.isDigit(b[i - 1])) {
            i--;
        }
        return i;
    }
}
