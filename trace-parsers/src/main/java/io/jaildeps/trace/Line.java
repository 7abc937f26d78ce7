package io.jaildeps.trace;

/** One line of a trace, in place: {@code bytes[start, end)}, without its newline. Whoever holds it may narrow it. */
public class Line {
    /** Of a line longer than this only the beginning is kept. */
    public static final int LONGEST = 1 << 20;

    public byte[] bytes;
    public int start;
    public int end;
    /** Counts from 1. */
    public long number;
    /** The line is only the beginning of one that is too long to be kept. */
    public boolean tooLong;

    public Line(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Goes to {@code [from, lineEnd)} of {@link #bytes}; what stands before a newline may end in a carriage return. */
    public final void set(int from, int lineEnd) {
        start = from;
        end = lineEnd > from && bytes[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
    }
}
