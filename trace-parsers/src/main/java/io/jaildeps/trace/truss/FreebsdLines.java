package io.jaildeps.trace.truss;

import io.jaildeps.trace.Bytes;
import io.jaildeps.trace.CallFilter;
import io.jaildeps.trace.Delivery;
import io.jaildeps.trace.TraceEvent;
import java.util.Set;

/** Says what each line of FreeBSD's truss is and passes it to who can read it. */
final class FreebsdLines extends MendedLines {
    /** Calls that print no strings but matter for what paths mean, see {@link #isCertainCall}. */
    private static final Set<String> FILE_CALLS =
            Set.of("close", "closefrom", "dup", "dup2", "fchdir", "fcntl", "fork", "vfork", "rfork", "pipe2", "socket");

    private final CallNames names;
    private final FreebsdCallText callText = new FreebsdCallText();
    private final SummaryTable table = new SummaryTable();
    private final Tears tears = new Tears();
    private final TwoLineCall twoLines = new TwoLineCall();

    FreebsdLines(CallFilter filter, Delivery delivery) {
        super(delivery);
        this.names = new CallNames(filter, FreebsdCalls::plain, true);
    }

    @Override
    void readPrefix(byte[] b, int from, int to) {
        FreebsdPrefix.read(b, from, to, origin);
    }

    @Override
    void read(long number, byte[] b, int from, int to, boolean mayWait) {
        if (twoLines.isOpen()) {
            if (twoLines.completes(b, from, to)) {
                readTwoLines();
                return;
            }
            giveUpOthers();
        }
        readPrefix(b, from, to);
        boolean twoNumbers = tears.takeSecondNumber(b, origin, to);
        if (isOnlyPrefix(to)) {
            return;
        }
        if (twoNumbers) {
            numberNext(tears.first());
        }
        int start = from;
        int tear = tears.in(b, origin, openParenthesis(b, origin.body, to), to);
        if (tear >= 0 && !isWholeCall(b, origin.body, Bytes.trimSpace(b, origin.body, tear))) {
            unparsed(number, b, from, tear, "the line of another process begins inside of the call");
            readPrefix(b, tear, to);
            start = tear;
        }
        if (readCall(number, b, start, to, mayWait) || table.takes(b, start, to)) {
            return;
        }
        readOther(number, b, start, to, mayWait);
    }

    private void readOther(long number, byte[] b, int from, int to, boolean mayWait) {
        TraceEvent event = FreebsdLife.read(number, origin, b, to);
        if (event != null) {
            sawEvent();
            delivery.other(event);
            if (FreebsdLife.isOfTracer(b, origin.body, to)) {
                numberNext(origin);
            }
        } else if (table.begins(b, from, to)) {
            delivery.note(number, b, from, to);
        } else if (!twoLines.begins(number, origin, b, to)
                && !joined.read(number, b, from, to)
                && Bytes.trimSpace(b, from, to) > from
                && !(mayWait && keepBroken(number, b, from, to, Cut.BROKEN_OR_NAME))) {
            unparsed(number, b, from, to, "not a line of truss");
        }
    }

    /** Reads the call that begins at the origin's body; false if there is none, or none that can be read. */
    private boolean readCall(long number, byte[] b, int from, int to, boolean mayWait) {
        int open = openParenthesis(b, origin.body, to);
        if (open < 0 || !mayBeEvent()) {
            return false;
        }
        // strings are not escaped, so that one path could be all of it
        if (joined.areAll(b, to)) {
            sawEvent();
            return joined.read(number, b, from, to);
        }
        if (deliver(number, b, origin.body, to, mayWait)) {
            sawEvent();
            return true;
        }
        return readRemarked(number, b, to)
                || mayWait && isCutCall(b, origin.body, to) && keep(number, b, to, Cut.IN_STRING);
    }

    /** @param mayWait the call's result may stand on the next line */
    private boolean deliver(long number, byte[] b, int from, int to, boolean mayWait) {
        int open = openParenthesis(b, from, to);
        CallNames.Name name = name(b, from, open);
        if (!callText.isWhole(name, b, open + 1, to)) {
            return false;
        }
        boolean waits = mayWait && callText.end().mayGoOn && keep(number, b, to, Cut.BROKEN_OR_NAME);
        if (!waits && name.wanted()) {
            delivery.call(callText.call(new FreebsdCallText.Head(number, origin, name), b, open + 1), true);
        } else if (!waits) {
            delivery.countSkipped();
        }
        return true;
    }

    @Override
    void deliverWhole(long number, byte[] b, int from, int to) {
        deliver(number, b, from, to, false);
    }

    @Override
    boolean isWholeCall(byte[] b, int from, int to) {
        int open = openParenthesis(b, from, to);
        return open >= 0 && callText.isWhole(name(b, from, open), b, open + 1, to);
    }

    /** A known call with a result, or any if the line's number stands in front of it. */
    @Override
    boolean isCertainCall(byte[] b, int from, int to) {
        if (!isWholeCall(b, from, to)) {
            return false;
        }
        CallNames.Name name = name(b, from, openParenthesis(b, from, to));
        return origin.isNumbered()
                || !callText.end().bare && (name.shape() != null || FILE_CALLS.contains(name.text()));
    }

    @Override
    boolean isCutCall(byte[] b, int from, int to) {
        int open = openParenthesis(b, from, to);
        if (open < 0) {
            return false;
        }
        CallNames.Name name = name(b, from, open);
        return name.shape() != null
                && name.shape().beginsString(b, open + 1, to)
                && !callText.isWhole(name, b, open + 1, to);
    }

    @Override
    boolean isOther(byte[] b, int from, int to) {
        return FreebsdLife.read(0, origin, b, to) != null;
    }

    private void readTwoLines() {
        byte[] text = twoLines.text();
        origin.copy(twoLines.origin());
        if (isWholeCall(text, 0, text.length)) {
            deliverWhole(twoLines.line(), text, 0, text.length);
            twoLines.close();
        } else {
            giveUpOthers();
        }
    }

    @Override
    void giveUpOthers() {
        if (twoLines.isOpen()) {
            byte[] text = twoLines.text();
            unparsed(twoLines.line(), text, 0, text.length, "the line ends inside of a call");
            twoLines.close();
        }
    }

    private CallNames.Name name(byte[] b, int from, int open) {
        return names.find(b, Glued.nameStart(b, from, open), open);
    }

    @Override
    CallEnd end() {
        return callText.end();
    }

    @Override
    int openParenthesis(byte[] b, int from, int to) {
        int i = from < to && b[from] == '#' ? from + 1 : from;
        while (i < to && isNameChar(b[i])) {
            i++;
        }
        return i > from && i < to && b[i] == '(' && !Bytes.isDigit(b[from]) ? i : -1;
    }

    private static boolean isNameChar(byte c) {
        return c != '?' && Bytes.isNameChar(c) || c == '.';
    }
}
