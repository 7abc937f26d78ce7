package io.jaildeps.trace.strace;

import io.jaildeps.trace.Arg;
import io.jaildeps.trace.Bytes;
import io.jaildeps.trace.Delivery;
import io.jaildeps.trace.Outcome;
import io.jaildeps.trace.Pid;
import io.jaildeps.trace.TraceEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The text of one call from behind its opening parenthesis to the end of its line:
 * {@code AT_FDCWD, "a) = 1", O_RDONLY) = -1 ENOENT (No such file or directory)}.
 */
final class CallText {
    /** Whose text it is. */
    record Head(long line, Pid pid, CallNames.Name name) {}

    private static final String CLONE = "clone";

    private final ArgSpans spans = new ArgSpans();
    private final KnownArgs known = new KnownArgs();

    /**
     * The call, or what is wrong with its text; null if the text has no return, so that more of it may follow.
     *
     * @param isAll nothing follows: {@code = -1} is all that strace wrote of a failure
     */
    @Nullable
    TraceEvent read(Head head, byte[] b, int from, int to, boolean isAll) {
        int close = spans.split(b, from, to, ')');
        int value = close < 0 ? -1 : valueAt(b, close, to);
        if (close >= 0 && value < 0 && isEndOfLine(b, close, to)) {
            return null;
        }
        if (value < 0) {
            // Something in the arguments is not balanced: the return is what stands last.
            close = LineTail.lastClose(b, from, to);
            if (close < 0) {
                return null;
            }
            spans.split(b, from, close, ')');
            value = valueAt(b, close, to);
        }
        if (value < 0 || value == to) {
            return null;
        }
        if (!isAll && ReturnValue.isMinusOne(b, value, to)) {
            return null;
        }
        Outcome outcome = ReturnValue.read(b, value, to);
        if (outcome == null && ReturnValue.breaksOff(b, value, to)) {
            return null;
        } else if (outcome == null) {
            return unparsed(head, b, from, to, "not a return value: " + Delivery.snippet(b, value, to));
        }
        return call(head, b, outcome, ReturnValue.isInjected(b, value, to));
    }

    /** The call whose return is what stands last, as the program wrote into the line what looks like one; null if nothing does. */
    // write(1, ") = -1\n", 7) = -1
    // )                 = 7
    TraceEvent.@Nullable Call readToLast(Head head, byte[] b, int from, int to) {
        int close = LineTail.lastClose(b, from, to);
        int value = close < 0 ? -1 : valueAt(b, close, to);
        Outcome outcome = value < 0 ? null : ReturnValue.read(b, value, to);
        if (outcome == null) {
            return null;
        }
        spans.split(b, from, to, ')');
        return call(head, b, outcome, ReturnValue.isInjected(b, value, to));
    }

    private TraceEvent.Call call(Head head, byte[] b, Outcome outcome, boolean injected) {
        List<Arg> args = args(head.name().text().equals(CLONE), b);
        return new TraceEvent.Call(head.line(), head.pid(), head.name().text(), args, outcome, injected);
    }

    /** A call of which only {@code [from, to)} was recorded. */
    TraceEvent.Call unfinished(Head head, byte[] b, int from, int to) {
        spans.split(b, from, to, ')');
        List<Arg> args = args(head.name().text().equals(CLONE), b);
        return new TraceEvent.Call(head.line(), head.pid(), head.name().text(), args, new Outcome.Unfinished(), false);
    }

    static TraceEvent.Unparsed unparsed(Head head, byte[] b, int from, int to, String reason) {
        String text = head.name().text() + '(' + Delivery.snippet(b, from, to);
        return new TraceEvent.Unparsed(head.line(), text.substring(0, Math.min(200, text.length())), reason);
    }

    // ")"   ")     ="
    private static boolean isEndOfLine(byte[] b, int close, int to) {
        int equals = Bytes.skipBlanks(b, close + 1, to);
        return equals == to || b[equals] == '=' && equals + 1 == to;
    }

    // ")      = 3"
    static int valueAt(byte[] b, int close, int to) {
        int equals = Bytes.skipBlanks(b, close + 1, to);
        boolean found = equals + 1 < to && b[equals] == '=' && b[equals + 1] == ' ';
        return found ? Bytes.skipBlanks(b, equals + 1, to) : -1;
    }

    /** @param named clone writes the names of its arguments in every version: they stay, as some may be missing */
    private List<Arg> args(boolean named, byte[] b) {
        int size = spans.size();
        if (size > 0 && Bytes.endsWith(b, spans.from(size - 1), spans.to(size - 1), LineTail.UNFINISHED)) {
            // futex(0x7f12, FUTEX_WAIT, 2, NULL <unfinished ...>) = ?
            size = spans.shortenLast(b, LineTail.UNFINISHED.length);
        }
        Arg[] args = new Arg[size];
        for (int i = 0; i < size; i++) {
            int from = spans.from(i);
            int to = spans.to(i);
            args[i] = known.read(b, named ? from : ArgReader.afterName(b, from, to), to);
        }
        return List.of(args);
    }
}
