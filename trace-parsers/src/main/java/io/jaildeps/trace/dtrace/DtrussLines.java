package io.jaildeps.trace.dtrace;

import io.jaildeps.trace.Bytes;
import io.jaildeps.trace.CallFilter;
import io.jaildeps.trace.Delivery;
import io.jaildeps.trace.LineSource;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says what each line of dtruss is; mends a call that one of DTrace's own messages was printed into. */
final class DtrussLines {
    private static final byte[] MESSAGE = Bytes.of("dtrace: ");
    private static final byte[] HEADER = Bytes.of("SYSCALL(args)");
    private static final byte[] HEADER_END = Bytes.of("= return");
    private static final byte[] COUNTS = Bytes.of("CALL  ");

    private static final List<byte[]> WRITES =
            List.of(Bytes.of("write_nocancel"), Bytes.of("writev_nocancel"), Bytes.of("write"), Bytes.of("writev"));

    private final CallFilter filter;
    private final KernelNumbers numbers;
    private final Delivery delivery;
    /** The beginning of a call whose end has not come yet. */
    private byte @Nullable [] open;

    private long openLine;
    private boolean inCounts;

    DtrussLines(CallFilter filter, KernelNumbers numbers, Delivery delivery) {
        this.filter = filter;
        this.numbers = numbers;
        this.delivery = delivery;
    }

    void accept(LineSource line) {
        delivery.countLine();
        byte[] b = line.bytes;
        int from = line.start;
        int to = line.end;
        if (line.tooLong) {
            unparsed(line.number, b, from, to, "longer than 1 MiB");
        } else if (Bytes.startsWith(b, from, to, MESSAGE)) {
            note(line.number, b, from, to);
        } else if (Bytes.indexOf(b, from, to, HEADER) >= 0) {
            note(line.number, b, from, to);
            int end = Bytes.indexOf(b, from, to, HEADER_END);
            rest(line, end < 0 ? to : end + HEADER_END.length, to);
        } else if (Bytes.startsWith(b, from, to, COUNTS)) {
            inCounts = true;
            note(line.number, b, from, to);
        } else if (!isFootnote(b, from, to)) {
            call(line, from, to);
        }
    }

    void finish() {
        giveUp();
    }

    private void call(LineSource line, int from, int to) {
        byte[] b = line.bytes;
        DtrussCall call = DtrussCall.begin(b, from, to, numbers);
        if (call == null) {
            continued(line, from, to);
        } else if (call.isWhole()) {
            giveUp();
            deliver(line.number, call);
            rest(line, call.after(), to);
        } else {
            giveUp();
            // stat64("/usr/lib/x.dylib\0", 0x7FF7B4DD0F60, 0x0dtrace: error on enabled probe ID 1741 (ID 573: …
            int message = Bytes.indexOf(b, from, to, MESSAGE);
            int end = message < 0 ? to : message;
            if (message >= 0) {
                note(line.number, b, message, to);
            }
            open = Arrays.copyOfRange(b, from, end);
            openLine = line.number;
        }
    }

    private void continued(LineSource line, int from, int to) {
        byte[] beginning = open;
        if (beginning != null && beginning.length + (to - from) <= LineSource.LONGEST) {
            byte[] joined = Arrays.copyOf(beginning, beginning.length + (to - from));
            System.arraycopy(line.bytes, from, joined, beginning.length, to - from);
            DtrussCall call = DtrussCall.begin(joined, 0, joined.length, numbers);
            if (call != null && call.isWhole()) {
                open = null;
                deliver(openLine, call);
                rest(line, to - (joined.length - call.after()), to);
                return;
            }
        }
        int write = glued(line.bytes, from, to);
        if (write > from) {
            call(line, write, to);
        } else {
            unparsed(line.number, line.bytes, from, to, "not a line of dtruss");
        }
    }

    /** What stands behind a call: others, of which somebody lost the newlines, or a remark. */
    private void rest(LineSource line, int from, int to) {
        int start = Bytes.skipSpace(line.bytes, from, to);
        DtrussCall call = DtrussCall.begin(line.bytes, start, to, numbers);
        while (call != null && call.isWhole()) {
            deliver(line.number, call);
            start = Bytes.skipSpace(line.bytes, call.after(), to);
            call = DtrussCall.begin(line.bytes, start, to, numbers);
        }
        if (Bytes.find(line.bytes, start, to, '(') < to) {
            unparsed(line.number, line.bytes, start, to, "not a line of dtruss");
        }
    }

    /** Where the call begins that a program's output stands in front of, {@code Hello worldwrite(0x1, "Hello world\0", …}, or -1. */
    private static int glued(byte[] b, int from, int to) {
        int open = Bytes.find(b, from, to, '(');
        while (open < to) {
            for (byte[] name : WRITES) {
                if (Bytes.endsWith(b, from, open, name)) {
                    return open - name.length;
                }
            }
            open = Bytes.find(b, open + 1, to, '(');
        }
        return -1;
    }

    private void deliver(long number, DtrussCall call) {
        inCounts = false;
        if (filter.wants(call.name())) {
            delivery.call(call.event(number), true);
        } else {
            delivery.countSkipped();
        }
    }

    private void giveUp() {
        byte[] beginning = open;
        open = null;
        if (beginning != null) {
            unparsed(openLine, beginning, 0, beginning.length, "a call without its result");
        }
    }

    /** An empty line, a stack (-s) or a row of the counts (-c). */
    private boolean isFootnote(byte[] b, int from, int to) {
        int start = Bytes.skipBlanks(b, from, to);
        if (start == to) {
            return true;
        }
        // "              libsystem_kernel.dylib`__open+0xa"   "              0x7fff5fc01028"
        if (start - from >= 8) {
            boolean address = to - start > 2 && b[start] == '0' && b[start + 1] == 'x';
            return address || Bytes.find(b, start, to, '`') < to;
        }
        // open_nocancel                                  12
        int name = Bytes.skipName(b, start, to);
        int count = Bytes.skipBlanks(b, name, to);
        return inCounts && name > start && count - name > 1 && Bytes.number(b, count, to) >= 0;
    }

    private void note(long number, byte[] b, int from, int to) {
        delivery.note(number, b, from, to);
    }

    private void unparsed(long number, byte[] b, int from, int to, String reason) {
        delivery.unparsed(number, b, from, to, reason);
    }
}
