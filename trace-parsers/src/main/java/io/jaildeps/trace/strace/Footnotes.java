package io.jaildeps.trace.strace;

import io.jaildeps.trace.Bytes;
import java.util.List;
import java.util.Set;

/**
 * Lines that belong to the trace but tell nothing about calls: stacks (-k), dumps of data (-e read=, -e write=) and of
 * virtual processors (-e kvm=vcpu+), and the table of -c and -C.
 */
final class Footnotes {
    /** What strace may call the columns of a table, by -U and its default. */
    private static final Set<String> COLUMNS = Set.of(
            "%",
            "time",
            "seconds",
            "shortest",
            "longest",
            "usecs/call",
            "calls",
            "errors",
            "syscall",
            "wall-total",
            "wall-min",
            "wall-max",
            "wall-avg");

    private static final int LONGEST_HEADING = 200;
    private static final byte[] NEXT_TABLE = Bytes.of("System call usage summary for ");
    private static final byte[] TOTAL = Bytes.of(" total");
    private static final byte[] STACK = Bytes.of(" > ");
    private static final byte[] DUMP = Bytes.of(" | ");
    private static final byte[] OLD_DUMP = Bytes.of(" * ");
    private static final byte[] VECTOR = Bytes.of(" = ");
    private static final byte[] VCPU = Bytes.of(" VCPU:");
    private static final byte[] UNREADABLE = Bytes.of(" | <Cannot fetch ");
    private static final byte[] BUFFERS = Bytes.of(" buffers in vector ");

    private boolean inTable;

    /** Whether the line is one of a table that has begun. */
    boolean isRow(byte[] b, int from, int to) {
        if (!inTable) {
            return false;
        }
        int i = from;
        while (i < to && (Bytes.isDigit(b[i]) || b[i] == ' ' || b[i] == '.' || b[i] == '-')) {
            i++;
        }
        inTable = Bytes.skipName(b, i, to) == to && !Bytes.endsWith(b, from, to, TOTAL);
        return inTable || Bytes.endsWith(b, from, to, TOTAL);
    }

    // % time     seconds  usecs/call     calls    errors syscall
    boolean beginsTable(byte[] b, int from, int to) {
        int start = Bytes.skipBlanks(b, from, to);
        boolean heading = isHeading(b, start, to);
        inTable = inTable || heading;
        return heading || Bytes.startsWith(b, start, to, NEXT_TABLE);
    }

    private static boolean isHeading(byte[] b, int from, int to) {
        if (to - from > LONGEST_HEADING || from == to || b[from] != '%' && !Bytes.isNameChar(b[from])) {
            return false;
        }
        List<String> columns = List.of(Bytes.text(b, from, to).strip().split("\\s+"));
        return columns.size() > 1 && COLUMNS.containsAll(columns);
    }

    /**
     * <pre>
     *  > /usr/lib/x86_64-linux-gnu/libc.so.6(__open64+0x51) [0xf8011]
     *  = 1 buffers in vector 0
     *  * 2 bytes in buffer 0
     *  VCPU:0< {request_interrupt_window=0, ...}
     *  | <Cannot fetch 1 byte from pid 19929 @0x7f57d96c2000>
     *  | 00000  7f 45 4c 46 02 01 01 03  00 00 00 00 00 00 00 00  .ELF............ |
     * </pre>
     */
    static boolean isStackOrDump(byte[] b, int from, int to) {
        if (Bytes.startsWith(b, from, to, STACK)
                || Bytes.startsWith(b, from, to, OLD_DUMP)
                || Bytes.startsWith(b, from, to, VCPU)
                || Bytes.startsWith(b, from, to, UNREADABLE)) {
            return true;
        }
        if (Bytes.startsWith(b, from, to, VECTOR)) {
            int end = Bytes.skipDigits(b, from + VECTOR.length, to);
            return end > from + VECTOR.length && Bytes.startsWith(b, end, to, BUFFERS);
        }
        return Bytes.startsWith(b, from, to, DUMP) && b[to - 1] == '|';
    }
}
