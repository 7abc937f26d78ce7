package io.jaildeps.trace.truss;

import io.jaildeps.trace.Bytes;
import io.jaildeps.trace.Delivery;
import io.jaildeps.trace.LineSource;
import io.jaildeps.trace.ParseSummary;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads a trace line by line and mends calls that a newline in a file's name has cut. A call whose line ends inside of a
 * string waits; lines that are whole by themselves wait with it, as they may be inside of the name, until a line comes
 * that is none by itself and completes the call. If that does not happen soon, the first line can not be read, and the
 * others are what they look like. A later call that ends inside of a string ends the wait, too: it is the nearest
 * beginning for what follows.
 */
abstract class MendedLines {
    private static final int BUFFER_BYTES = 1 << 18;
    /** As many places of a line are looked at for a call behind the program's output. */
    private static final int MOST_GLUED = 8;
    /** As many calls of a line are read. */
    private static final int MOST_JOINED = 64;

    final Delivery delivery;
    /** Whose the current line is. */
    final Origin origin = new Origin();

    private final Unclosed unclosed = new Unclosed();
    private final Origin waiting = new Origin();
    /** Lines begin with the number of their process, all of them: -f. Threads are numbered only while there are several. */
    private boolean numbered;

    MendedLines(Delivery delivery) {
        this.delivery = delivery;
    }

    /** Says whose line it is and where its event begins. */
    abstract void readPrefix(byte[] b, int from, int to);

    /** Reads a line. @param mayWait a call that ends inside of a string may be kept, see {@link #keep} */
    abstract void read(long number, byte[] b, int from, int to, boolean mayWait);

    /** Whether {@code [from, to)} is a whole call. */
    abstract boolean isWholeCall(byte[] b, int from, int to);

    /** Whether {@code [from, to)} is a whole call even though something else stands in front of it. */
    abstract boolean isCertainCall(byte[] b, int from, int to);

    /** Whether {@code [from, to)} is a call that ends inside of a string. */
    abstract boolean isCutCall(byte[] b, int from, int to);

    /** Whether {@code [from, to)} tells of signals, processes and the tracer. */
    abstract boolean isOther(byte[] b, int from, int to);

    /** Delivers the call {@code [from, to)}, which is whole. */
    abstract void deliverWhole(long number, byte[] b, int from, int to);

    /** The trace has ended, or a line can not be kept. */
    abstract void giveUpOthers();

    /** Reads a whole trace. */
    final ParseSummary readAll(InputStream trace) throws IOException {
        LineSource lines = new LineSource(trace, BUFFER_BYTES);
        while (lines.next()) {
            accept(lines);
        }
        finish();
        return delivery.summary();
    }

    private void accept(LineSource line) {
        delivery.countLine();
        if (line.tooLong) {
            finish();
            unparsed(line.number, line.bytes, line.start, line.end, "longer than 1 MiB");
        } else if (unclosed.isOpen()) {
            goOn(line.number, line.bytes, line.start, line.end);
        } else {
            read(line.number, line.bytes, line.start, line.end, true);
        }
    }

    private void finish() {
        if (unclosed.isOpen()) {
            giveUp();
        }
        giveUpOthers();
    }

    /** Keeps the call that begins at the origin's body; false if it is too long. @param between see {@link Unclosed} */
    final boolean keep(long number, byte[] b, int to, char between) {
        if (!unclosed.begin(number, b, origin.body, to, between)) {
            unclosed.close();
            return false;
        }
        waiting.copy(origin);
        return true;
    }

    final void sawEvent() {
        numbered = numbered || origin.pid != Origin.NONE;
    }

    /** True if the line has the number of its process, or no line has. */
    final boolean mayBeEvent() {
        return !numbered || origin.pid != Origin.NONE;
    }

    /**
     * Delivers the call of a line whose beginning is the program's own output: {@code password: 472: open("/x",O_RDONLY,00)
     * = 3 (0x3)}. False if there is none.
     */
    final boolean readGlued(long number, byte[] b, int from, int to) {
        return readGlued(number, b, from, to, MOST_JOINED);
    }

    /** @param joined how many calls more may stand in front of the last: somebody lost the newlines between them */
    private boolean readGlued(long number, byte[] b, int from, int to, int joined) {
        int open = Bytes.find(b, from, to, '(');
        for (int tries = 0; open < to && tries < MOST_GLUED; tries++) {
            int name = Glued.callStart(b, from, open);
            int start = Glued.prefixStart(b, from, name);
            readPrefix(b, start, to);
            if (name > from && name < open && origin.body == name && mayBeEvent() && isCertainCall(b, name, to)) {
                if (joined > 0) {
                    readFront(number, b, from, Bytes.trimSpace(b, from, start), joined - 1);
                    readPrefix(b, start, to);
                }
                deliverWhole(number, b, name, to);
                return true;
            }
            open = Bytes.find(b, open + 1, to, '(');
        }
        return false;
    }

    /** What stands in front of a line's last call: calls, if it looks like that, or the program's output. */
    private void readFront(long number, byte[] b, int from, int to, int joined) {
        readPrefix(b, from, to);
        if (origin.body < to && mayBeEvent() && isCertainCall(b, origin.body, to)) {
            deliverWhole(number, b, origin.body, to);
        } else if (from < to) {
            readGlued(number, b, from, to, joined);
        }
    }

    final void unparsed(long number, byte[] b, int from, int to, String reason) {
        delivery.unparsed(number, b, from, to, reason);
    }

    private void goOn(long number, byte[] b, int from, int to) {
        readPrefix(b, from, to);
        int body = origin.body;
        boolean alone = mayBeEvent() && (isWholeCall(b, body, to) || isOther(b, body, to));
        boolean later = !alone && mayBeEvent() && isCutCall(b, body, to);
        if (later || !unclosed.append(b, from, to)) {
            giveUp();
            read(number, b, from, to, true);
        } else if (!alone && isWholeCall(unclosed.text(), 0, unclosed.length())) {
            origin.copy(waiting);
            deliverWhole(unclosed.firstLine(), unclosed.text(), 0, unclosed.length());
            unclosed.close();
        }
    }

    private void giveUp() {
        Unclosed lines = unclosed.copy();
        unclosed.close();
        long first = lines.firstLine();
        unparsed(first, lines.text(), lines.start(0), lines.end(0), "the line ends inside of a call");
        for (int i = 1; i < lines.lines(); i++) {
            read(first + i, lines.text(), lines.start(i), lines.end(i), false);
        }
    }
}
