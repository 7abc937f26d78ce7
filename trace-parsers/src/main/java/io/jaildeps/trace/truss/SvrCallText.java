package io.jaildeps.trace.truss;

import io.jaildeps.trace.TraceEvent;
import java.util.List;

/** The text of one call from behind its opening parenthesis to the end of its line: {@code "/etc/x", O_RDONLY) = 3}. */
final class SvrCallText {
    private final Dialect dialect;
    private final SvrArgs args;
    private final Spans spans = new Spans(true);
    private final CallEnd end = new CallEnd();

    SvrCallText(Dialect dialect) {
        this.dialect = dialect;
        this.args = new SvrArgs(dialect);
    }

    /** What stands behind the arguments of the call that was looked at last. */
    CallEnd end() {
        return end;
    }

    /** Whether {@code [from, to)} is the whole text of a call. */
    boolean isWhole(byte[] b, int from, int to) {
        return dialect.readEnd(b, from - 1, to, end)
                && end.close >= from
                && spans.split(b, from, end.close)
                && (!end.bare || spans.areValues(b));
    }

    /** Whether the text ends inside of a string, or behind a comma where a mail program broke it. */
    boolean isCut(byte[] b, int from, int to) {
        if (isWhole(b, from, to)) {
            return false;
        }
        boolean isBroken = to > from && b[to - 1] == ',' && spans.split(b, from, to - 1);
        return isBroken || !spans.split(b, from, to) && spans.endedInsideString();
    }

    /** Whether the text that was found to be cut last ends in the middle of a string. */
    boolean endedInsideString() {
        return spans.endedInsideString();
    }

    /** Whether the call that was looked at last has a result, and arguments that look like a tracer's. */
    boolean isCertain(byte[] b) {
        return !end.bare && spans.areValues(b);
    }

    /** The number that is the call's first argument. */
    int status(byte[] b) {
        boolean isNumber = spans.size() > 0 && Numbers.isDecimal(b, spans.from(0), spans.to(0));
        return isNumber ? (int) Numbers.value(b, spans.from(0), spans.to(0)) : 0;
    }

    /** The call whose text was found to be whole last. */
    TraceEvent.Call call(long line, Origin origin, String name, byte[] b) {
        return new TraceEvent.Call(
                line,
                origin.process(),
                origin.threadNumber(),
                name,
                args.of(name, b, spans),
                List.of(),
                end.outcome,
                false);
    }
}
