package io.jaildeps.trace.truss;

import io.jaildeps.trace.Bytes;
import io.jaildeps.trace.Delivery;
import io.jaildeps.trace.LineSource;
import io.jaildeps.trace.ParseSummary;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads a trace line by line and mends calls that a newline in a file's name has cut, or a mail program. A call whose
 * line ends inside of a string waits; lines that are whole by themselves wait with it, as they may be inside of the
 * name, until a line comes that is none by itself and completes the call. If that does not happen soon, the first line
 * can not be read, and the others are what they look like. A later call that ends inside of a string ends the wait, too:
 * it is the nearest beginning for what follows. A call that ends elsewhere waits for the lines that are none by
 * themselves.
 */
abstract class MendedLines {
    private static final int BUFFER_BYTES = 1 << 18;
    /** A remark of more words is none. */
    private static final int MOST_WORDS = 8;

    final Delivery delivery;
    /** Whose the current line is. */
    final Origin origin = new Origin();

    /** Reads what stands on one line with other calls or the program's output. */
    final JoinedCalls joined = new JoinedCalls(this);

    private final Unclosed unclosed = new Unclosed();
    private final Origin waiting = new Origin();
    /** Of a line that a mail program broke behind the numbers: whose the next one is. */
    private final Origin broken = new Origin();

    private Cut cut = Cut.IN_STRING;
    /** Lines begin with the number of their process, all of them: -f. Threads are numbered only while there are several. */
    private boolean numbered;

    MendedLines(Delivery delivery) {
        this.delivery = delivery;
        broken.clear(0);
    }

    /**
     * True of a line without an event. If it has numbers, those are the next one's, if that has none: {@code 6428/1:} stood in
     * front of it, and a mail program broke the line.
     */
    final boolean isOnlyPrefix(int to) {
        if (origin.body == to) {
            broken.copy(origin);
            return true;
        }
        if (!origin.isNumbered()) {
            origin.number(broken);
        }
        broken.clear(0);
        return false;
    }

    /** Says whose the next line is if it has no number. */
    final void numberNext(Origin whose) {
        broken.copy(whose);
    }

    /** Says whose line it is and where its event begins. */
    abstract void readPrefix(byte[] b, int from, int to);

    /** Reads a line. @param mayWait a call that ends inside of a string may be kept, see {@link #keep} */
    abstract void read(long number, byte[] b, int from, int to, boolean mayWait);

    /** Whether {@code [from, to)} is a whole call. */
    abstract boolean isWholeCall(byte[] b, int from, int to);

    /** Whether {@code [from, to)} is a whole call even though something else stands in front of it. */
    abstract boolean isCertainCall(byte[] b, int from, int to);

    /** What stands behind the arguments of the call that was looked at last. */
    abstract CallEnd end();

    /** The place of the parenthesis behind the name at {@code from}; -1 if no call begins there. */
    abstract int openParenthesis(byte[] b, int from, int to);

    /** Whether {@code [from, to)} is a call that ends inside of a string. */
    abstract boolean isCutCall(byte[] b, int from, int to);

    /** Whether {@code [from, to)} tells of signals, processes and the tracer. */
    abstract boolean isOther(byte[] b, int from, int to);

    /** Delivers the call {@code [from, to)}, which is whole. */
    abstract void deliverWhole(long number, byte[] b, int from, int to);

    /** The trace has ended, or a line can not be kept. */
    abstract void giveUpOthers();

    /** The trace has ended. */
    void ended() {}

    /** Reads a whole trace. */
    final ParseSummary readAll(InputStream trace) throws IOException {
        LineSource lines = new LineSource(trace, BUFFER_BYTES);
        while (lines.next()) {
            accept(lines);
        }
        finish();
        ended();
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

    /** Where a call's line ends too early. */
    enum Cut {
        /** A name has a newline. */
        IN_STRING('\n', true),
        /** A mail program broke the line. */
        BROKEN(' ', false),
        /** The same, or a name has a newline behind what looks like its end. */
        BROKEN_OR_NAME('\n', false);

        private final char between;
        private final boolean mayHoldCalls;

        Cut(char between, boolean mayHoldCalls) {
            this.between = between;
            this.mayHoldCalls = mayHoldCalls;
        }
    }

    /** Keeps the call that begins at the origin's body; false if it is too long. */
    final boolean keep(long number, byte[] b, int to, Cut where) {
        if (!unclosed.begin(number, b, origin.body, to, where.between)) {
            unclosed.close();
            return false;
        }
        cut = where;
        waiting.copy(origin);
        return true;
    }

    /** Keeps a line that no other reading fits if a call begins in it. */
    // read(3,"abc",4096) = 4096
    // (0x1000)
    final boolean keepBroken(long number, byte[] b, int from, int to, Cut where) {
        readPrefix(b, from, to);
        int open = openParenthesis(b, origin.body, to);
        return open >= 0 && mayBeEvent() && Spans.beginsValue(b, open + 1, to) && keep(number, b, to, where);
    }

    final void sawEvent() {
        numbered = numbered || origin.pid != Origin.NONE;
    }

    /** True if the line has the number of its process, or no line has. */
    final boolean mayBeEvent() {
        return !numbered || origin.pid != Origin.NONE;
    }

    /** Delivers the call that begins at the origin's body though somebody wrote a remark behind it; false if there is none. */
    final boolean readRemarked(long number, byte[] b, int to) {
        int end = to;
        for (int words = 0; words < MOST_WORDS && end > origin.body; words++) {
            while (end > origin.body && !Bytes.isSpace(b[end - 1])) {
                end--;
            }
            end = Bytes.trimSpace(b, origin.body, end);
            if (isCertainCall(b, origin.body, end) && !end().mayGoOn) {
                sawEvent();
                deliverWhole(number, b, origin.body, end);
                return true;
            }
        }
        return false;
    }

    final void unparsed(long number, byte[] b, int from, int to, String reason) {
        delivery.unparsed(number, b, from, to, reason);
    }

    private void goOn(long number, byte[] b, int from, int to) {
        readPrefix(b, from, to);
        int body = origin.body;
        boolean alone = mayBeEvent() && (isWholeCall(b, body, to) || isOther(b, body, to));
        boolean later = alone ? !cut.mayHoldCalls : mayBeEvent() && isCutCall(b, body, to);
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
        if (isWholeCall(lines.text(), lines.start(0), lines.end(0))) {
            origin.copy(waiting);
            deliverWhole(first, lines.text(), lines.start(0), lines.end(0));
        } else {
            unparsed(first, lines.text(), lines.start(0), lines.end(0), "the line ends inside of a call");
        }
        for (int i = 1; i < lines.lines(); i++) {
            read(first + i, lines.text(), lines.start(i), lines.end(i), false);
        }
    }
}
