package io.jaildeps.trace.truss;

import io.jaildeps.trace.Arg;
import io.jaildeps.trace.Bytes;
import io.jaildeps.trace.TraceEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The text of one call from behind its opening parenthesis to the end of its line: {@code "/etc/x",O_RDONLY,00) = 3 (0x3)}. */
final class FreebsdCallText {
    /** Whose text it is. */
    record Head(long line, Origin origin, CallNames.Name name) {}

    private static final byte[] RETURN = Bytes.of(" = ");

    private final Spans spans = new Spans(false);
    private final ShapedSpans shaped = new ShapedSpans(spans);
    private final CallEnd end = new CallEnd();
    private Reading reading = Reading.NONE;

    /** How the arguments were found. */
    private enum Reading {
        NONE,
        BY_SHAPE,
        BY_LOOK,
        /** They are no list that could be split, but the line ends as a call does. */
        AS_ONE
    }

    /** Whether {@code [from, to)} is the whole text of a call. */
    boolean isWhole(CallNames.Name name, byte[] b, int from, int to) {
        reading = split(name, b, from, to);
        return reading != Reading.NONE;
    }

    /** What stands behind the arguments of the call that was looked at last. */
    CallEnd end() {
        return end;
    }

    /** The call whose text was found to be whole last. */
    TraceEvent.Call call(Head head, byte[] b, int from) {
        Origin origin = head.origin();
        return new TraceEvent.Call(
                head.line(),
                origin.process(),
                origin.threadNumber(),
                head.name().text(),
                args(head.name().shape(), b, from),
                List.of(),
                end.outcome,
                false);
    }

    private List<Arg> args(@Nullable Shape shape, byte[] b, int from) {
        if (reading == Reading.BY_SHAPE && shape != null) {
            return FreebsdArgs.of(shape, b, spans);
        }
        return reading == Reading.AS_ONE
                ? List.of(new Arg.Word(Bytes.text(b, from, end.close)))
                : FreebsdArgs.of(b, spans);
    }

    private Reading split(CallNames.Name name, byte[] b, int from, int to) {
        if (!FreebsdReturn.read(name.text(), b, from - 1, to, end) || end.close < from) {
            return Reading.NONE;
        }
        Shape shape = name.shape();
        if (shape != null && shaped.split(shape, b, from, end.close, end.value())) {
            return Reading.BY_SHAPE;
        }
        boolean mayGoOn = shape != null && shape.beginsString(b, from, to);
        if (end.bare && mayGoOn) {
            return Reading.NONE;
        }
        if (spans.split(b, from, end.close)) {
            return end.bare && !spans.areValues(b) ? Reading.NONE : Reading.BY_LOOK;
        }
        // lseek(3,0x80,SEEK_SET) = 128 (0x80)      read(3,"/lib:/usr/lib"...,81) = 81 (0x51): two
        boolean isOne = !end.bare
                && !mayGoOn
                && Spans.beginsValue(b, from, end.close)
                && Bytes.indexOf(b, from, end.close, RETURN) < 0;
        return isOne ? Reading.AS_ONE : Reading.NONE;
    }
}
