package io.jaildeps.trace.ktrace;

import io.jaildeps.trace.ShippedTable;
import io.jaildeps.trace.TraceSystem;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the parts of a layout's records are.
 *
 * @param size bytes of a header
 * @param mark the number that says which version it is
 * @param markValue what it says
 * @param commandAt where the name of the program begins
 */
record RecordShape(
        KtraceLayout layout,
        CallForm calls,
        int size,
        HeaderField length,
        HeaderField type,
        HeaderField mark,
        int markValue,
        HeaderField pid,
        HeaderField thread,
        int commandAt) {
    /** {@code KTR}, as the bytes stand in the file. */
    private static final int OPENBSD_START = 0x4b545200;

    private static final int EVENTS_LOST = 0x8000;
    private static final int VERSIONED = 0x4000;

    /** All that are known, the likelier first where a short file can not tell. */
    static List<RecordShape> all() {
        return Known.ALL;
    }

    /** Read when it is needed first. */
    private static final class Known {
        static final List<RecordShape> ALL = ShippedTable.rows(RecordShape.class, "layouts.tsv").stream()
                .flatMap(RecordShape::of)
                .toList();
    }

    private static Stream<RecordShape> of(String[] cell) {
        Stream<ByteOrder> orders = switch (cell[3]) {
            case "little" -> Stream.of(ByteOrder.LITTLE_ENDIAN);
            case "big" -> Stream.of(ByteOrder.BIG_ENDIAN);
            default -> Stream.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN);
        };
        String[] mark = cell[7].split("=");
        return orders.map(order -> new RecordShape(
                new KtraceLayout(
                        TraceSystem.valueOf(cell[0]), Integer.parseInt(cell[1]), Integer.parseInt(cell[2]), order),
                CallForm.valueOf(cell[11]),
                Integer.parseInt(cell[4]),
                HeaderField.of(cell[5]),
                HeaderField.of(cell[6]),
                HeaderField.of(mark[0]),
                mark.length > 1 ? Integer.parseInt(mark[1]) : 0,
                HeaderField.of(cell[8]),
                HeaderField.of(cell[9]),
                HeaderField.of(cell[10]).at()));
    }

    /** OpenBSD's files since 5.2 begin with a record that says so. */
    boolean beginsWithStart() {
        return layout.system() == TraceSystem.OPENBSD && layout.version() > 0;
    }

    /**
     * Reads the header that begins at {@code at}.
     *
     * @param buffer in the layout's byte order, with at least {@link #size} bytes from there
     * @return false if there is none of this shape
     */
    boolean read(ByteBuffer buffer, int at, RecordHead head) {
        head.eventsLost = false;
        if (beginsWithStart() && isStart(buffer, at)) {
            head.kind = RecordKind.START;
            head.length = 0;
            head.pid = 0;
            head.thread = 0;
            return length.read(buffer, at) == 0;
        }
        long number = type.read(buffer, at);
        if (layout.system() == TraceSystem.FREEBSD) {
            if (((number & VERSIONED) != 0) != mark.exists()) {
                return false;
            }
            head.eventsLost = (number & EVENTS_LOST) != 0;
            number &= 0xffff & ~(EVENTS_LOST | VERSIONED);
        }
        if (mark.exists() && mark.read(buffer, at) != markValue) {
            return false;
        }
        long bytes = length.read(buffer, at);
        RecordKind kind = RecordKind.of(layout.system(), number);
        head.pid = (int) pid.read(buffer, at);
        // a program without a name can not be
        if (kind == null || !kind.mayBe(bytes) || head.pid < 0 || buffer.get(at + commandAt) == 0) {
            return false;
        }
        head.kind = kind;
        head.length = (int) bytes;
        // before it was a thread's number, it was an address in the kernel
        head.thread = Math.max(thread.read(buffer, at), 0);
        return true;
    }

    private boolean isStart(ByteBuffer buffer, int at) {
        int bytes = buffer.getInt(at + type.at());
        return (buffer.order() == ByteOrder.BIG_ENDIAN ? bytes : Integer.reverseBytes(bytes)) == OPENBSD_START;
    }
}
