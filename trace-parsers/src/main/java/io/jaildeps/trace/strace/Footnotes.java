package io.jaildeps.trace.strace;

import io.jaildeps.trace.Bytes;

/**
 * Lines that belong to the trace but tell nothing about calls: stacks (-k), dumps of data (-e read=, -e write=) and the
 * table of -c and -C.
 */
final class Footnotes {
    private static final byte[] TABLE = Bytes.of("% time ");
    private static final byte[] TABLE_COPIED = Bytes.of("time     seconds  usecs/call ");
    private static final byte[] NEXT_TABLE = Bytes.of("System call usage summary for ");
    private static final byte[] TOTAL = Bytes.of(" total");
    private static final byte[] STACK = Bytes.of(" > ");
    private static final byte[] DUMP = Bytes.of(" | ");
    private static final byte[] OLD_DUMP = Bytes.of(" * ");
    private static final byte[] VECTOR = Bytes.of(" = ");
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
        boolean heading = Bytes.startsWith(b, start, to, TABLE) || Bytes.startsWith(b, start, to, TABLE_COPIED);
        inTable = inTable || heading;
        return heading || Bytes.startsWith(b, start, to, NEXT_TABLE);
    }

    /**
     * <pre>
     *  > /usr/lib/x86_64-linux-gnu/libc.so.6(__open64+0x51) [0xf8011]
     *  = 1 buffers in vector 0
     *  * 2 bytes in buffer 0
     *  | 00000  7f 45 4c 46 02 01 01 03  00 00 00 00 00 00 00 00  .ELF............ |
     * </pre>
     */
    static boolean isStackOrDump(byte[] b, int from, int to) {
        if (Bytes.startsWith(b, from, to, STACK) || Bytes.startsWith(b, from, to, OLD_DUMP)) {
            return true;
        }
        if (Bytes.startsWith(b, from, to, VECTOR)) {
            int end = Bytes.skipDigits(b, from + VECTOR.length, to);
            return end > from + VECTOR.length && Bytes.startsWith(b, end, to, BUFFERS);
        }
        return Bytes.startsWith(b, from, to, DUMP) && b[to - 1] == '|';
    }
}
