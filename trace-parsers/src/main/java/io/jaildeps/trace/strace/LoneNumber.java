package io.jaildeps.trace.strace;

import io.jaildeps.trace.Delivery;
import io.jaildeps.trace.LineSource;
import io.jaildeps.trace.TraceEvent;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A line that has only what stands in front of an event: a letter broke it behind the thread's number, since what follows
 * was too long. The program could print such numbers too, but not into a trace whose lines have them without brackets.
 */
// 15155
// open("/home/somebody/a/rather/long/path", O_RDONLY) = 3
final class LoneNumber {
    private static final int LONGEST = 64;

    private final Prefix prefix = new Prefix();
    /** With a blank at its end; empty if there is none. */
    private byte[] text = {};

    private TraceEvent.@Nullable Unparsed alone;
    private boolean numbersPlainly;

    /** What an event of the trace had in front of it. */
    void saw(Prefix before) {
        numbersPlainly = before.pid != Prefix.NO_PID && !before.inBrackets;
    }

    boolean isHeld() {
        return alone != null;
    }

    /** Keeps a line that no event is in until the next; false if it is no such line. */
    boolean hold(LineSource line) {
        if (line.end - line.start > LONGEST) {
            return false;
        }
        byte[] number = Arrays.copyOfRange(line.bytes, line.start, line.end + 1);
        number[number.length - 1] = ' ';
        prefix.read(number, 0, number.length);
        boolean holds =
                prefix.pid != Prefix.NO_PID && prefix.body == number.length && (prefix.inBrackets || numbersPlainly);
        if (holds) {
            text = number;
            alone = new TraceEvent.Unparsed(
                    line.number, Delivery.snippet(line.bytes, line.start, line.end), "not a line of strace");
        }
        return holds;
    }

    /** The next line behind what was held, which is given up; null, and it is not, if that line has a number itself. */
    @Nullable
    LineSource before(LineSource line) {
        prefix.read(line.bytes, line.start, line.end);
        if (prefix.pid != Prefix.NO_PID || prefix.body == line.end) {
            return null;
        }
        LineSource whole = new LineSource(InputStream.nullInputStream(), 0);
        whole.bytes = Arrays.copyOf(text, text.length + line.end - line.start);
        System.arraycopy(line.bytes, line.start, whole.bytes, text.length, line.end - line.start);
        whole.end = whole.bytes.length;
        whole.number = line.number;
        whole.tooLong = line.tooLong;
        alone = null;
        return whole;
    }

    /** The line that was held, to be told as it is; null if there is none. */
    TraceEvent.@Nullable Unparsed release() {
        TraceEvent.Unparsed held = alone;
        alone = null;
        return held;
    }
}
