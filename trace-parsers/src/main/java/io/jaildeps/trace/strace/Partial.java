package io.jaildeps.trace.strace;

import io.jaildeps.trace.Bytes;
import io.jaildeps.trace.LineSource;
import io.jaildeps.trace.Pid;
import io.jaildeps.trace.TraceEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A call of which only the beginning has been read so far. */
final class Partial {
    /** A line that a program wrote into the middle of another should not need more. */
    private static final int MOST_LINES = 1000;

    private static final int MOST_ATTEMPTS = 20;

    /** Its beginning was not seen, only {@code <... read resumed>}: the text has no arguments that could be counted. */
    final boolean headless;

    private CallText.Head head;
    private byte[] text;
    private int length;
    private int attempts;
    private long lastLine;
    private final int beginning;
    private final List<TraceEvent.Unparsed> continuations = new ArrayList<>(0);

    /** @param to of an unwanted call, no more text is kept than a report would show */
    Partial(CallText.Head head, boolean headless, byte[] b, int from, int to) {
        this.head = head;
        this.headless = headless;
        this.text =
                isKept(head) ? Arrays.copyOfRange(b, from, to) : Arrays.copyOfRange(b, from, Math.min(to, from + 200));
        this.length = text.length;
        this.beginning = length;
        this.lastLine = head.line();
    }

    private static boolean isKept(CallText.Head head) {
        return head.name().wanted() || head.name().forks();
    }

    boolean isKept() {
        return isKept(head);
    }

    CallText.Head head() {
        return head;
    }

    /** The thread has another number from now on. */
    void renumber(Pid pid) {
        head = new CallText.Head(head.line(), pid, head.name());
    }

    /** strace itself goes on with the call in this line. */
    void resumedAt(long line) {
        lastLine = line;
    }

    /** The last line in which strace, and not only what follows it, tells of the call. */
    long lastLine() {
        return lastLine;
    }

    byte[] text() {
        return text;
    }

    int length() {
        return length;
    }

    /** How much of the text stood on the call's first line. */
    int beginning() {
        return headless ? length : beginning;
    }

    /** Adds a later part of the call; false if it became too long. */
    boolean append(byte[] b, int from, int to) {
        if (!isKept()) {
            return true;
        }
        int added = to - from;
        if (length + added > LineSource.LONGEST) {
            return false;
        }
        if (length + added > text.length) {
            text = Arrays.copyOf(text, Math.max(length + added, 2 * length));
        }
        System.arraycopy(b, from, text, length, added);
        length += added;
        return true;
    }

    /**
     * Whether the text ends in front of what a call returned, or of the error's name, and {@code [from, to)} goes on with that;
     * mail programs break lines there.
     */
    boolean awaitsReturn(byte[] b, int from, int to) {
        int end = Bytes.trimEnd(text, 0, length);
        boolean failed = Bytes.endsWith(text, 0, end, ReturnValue.MINUS_ONE);
        end = failed ? Bytes.trimEnd(text, 0, end - ReturnValue.MINUS_ONE.length) : end;
        boolean equals = end > 0 && text[end - 1] == '=';
        end = equals ? Bytes.trimEnd(text, 0, end - 1) : end;
        boolean awaits = (equals || !failed) && end > 0 && text[end - 1] == ')';
        int next = Bytes.skipBlanks(b, from, to);
        return awaits
                && (!failed || next < to && b[next] == 'E' || Bytes.startsWith(b, next, to, ReturnValue.NUMBERED));
    }

    /** Whether its line is all of a call that does not come back, of which QEMU's user mode prints no result. */
    // 15107 exit(0)
    boolean neverReturns() {
        String name = head.name().text();
        return beginning > 0 && text[beginning - 1] == ')' && (name.equals("exit") || name.equals("exit_group"));
    }

    /** Counts an attempt to read the whole; false if there were enough. */
    boolean mayBeRead() {
        attempts++;
        return attempts <= MOST_ATTEMPTS;
    }

    /** Remembers a line that was added to this one, in case that the whole turns out to be no call. */
    boolean addContinuation(TraceEvent.Unparsed line) {
        continuations.add(line);
        return continuations.size() < MOST_LINES;
    }

    List<TraceEvent.Unparsed> continuations() {
        return continuations;
    }
}
