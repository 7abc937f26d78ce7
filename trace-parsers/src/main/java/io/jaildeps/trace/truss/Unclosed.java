package io.jaildeps.trace.truss;

import java.util.Arrays;

/**
 * A call whose line ends inside of a string: a file's name may have a newline in it. It is kept, with the lines that
 * follow, until it can be read or is longer than two paths can make it.
 */
final class Unclosed {
    /** A path has at most 1,024 bytes, a call at most two of them and little else. */
    private static final int LONGEST = 4096;

    private static final int MOST_LINES = 32;

    private final byte[] text;
    private final int[] starts;
    private int lines;
    private int length;
    private long firstLine;
    private char joint = '\n';

    Unclosed() {
        this(new byte[LONGEST], new int[MOST_LINES + 1]);
    }

    private Unclosed(byte[] text, int[] starts) {
        this.text = text;
        this.starts = starts;
    }

    boolean isOpen() {
        return lines > 0;
    }

    /**
     * Keeps the line; false if it is too long for a call with a path.
     *
     * @param between stands between the lines: the newline that was in a name, or the blank that a mail program took
     */
    boolean begin(long line, byte[] b, int from, int to, char between) {
        joint = between;
        lines = 0;
        length = 0;
        firstLine = line;
        return append(b, from, to);
    }

    /** Adds the next line; false if it is too much. */
    boolean append(byte[] b, int from, int to) {
        int newline = lines > 0 ? 1 : 0;
        if (lines == MOST_LINES || length + newline + to - from > LONGEST) {
            return false;
        }
        if (newline > 0) {
            text[length++] = (byte) joint;
        }
        System.arraycopy(b, from, text, length, to - from);
        starts[lines++] = length;
        length += to - from;
        starts[lines] = length + 1;
        return true;
    }

    /** Good until the next call of {@link #begin}. */
    byte[] text() {
        return text;
    }

    int length() {
        return length;
    }

    long firstLine() {
        return firstLine;
    }

    int lines() {
        return lines;
    }

    int start(int index) {
        return starts[index];
    }

    int end(int index) {
        return starts[index + 1] - 1;
    }

    void close() {
        lines = 0;
    }

    /** The lines so far, to be read one by one while this is used again. */
    Unclosed copy() {
        Unclosed copy = new Unclosed(Arrays.copyOf(text, length), Arrays.copyOf(starts, lines + 1));
        copy.lines = lines;
        copy.length = length;
        copy.firstLine = firstLine;
        return copy;
    }
}
