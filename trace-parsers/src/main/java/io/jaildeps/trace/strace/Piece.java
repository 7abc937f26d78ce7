package io.jaildeps.trace.strace;

import io.jaildeps.trace.Bytes;
import io.jaildeps.trace.Line;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Some whole lines of a trace, one after the other, each with what could be told of it by itself. */
final class Piece {
    private byte[] bytes;
    private int size;
    private int[] ends = new int[1 << 12];
    private @Nullable Glance[] glances = new @Nullable Glance[1 << 12];
    private int lines;

    /** An empty one. @param capacity of bytes, to begin with */
    Piece(int capacity) {
        bytes = new byte[capacity];
    }

    byte[] bytes() {
        return bytes;
    }

    int size() {
        return size;
    }

    int lines() {
        return lines;
    }

    /** How many more bytes there is room for. */
    int room() {
        return bytes.length - size;
    }

    void clear() {
        size = 0;
        Arrays.fill(glances, 0, lines, null);
        lines = 0;
    }

    void grow() {
        bytes = Arrays.copyOf(bytes, 2 * bytes.length);
    }

    /** So many bytes were put behind those that there are. */
    void added(int count) {
        size += count;
    }

    void add(byte[] b, int from, int to) {
        while (room() < to - from) {
            grow();
        }
        System.arraycopy(b, from, bytes, size, to - from);
        size += to - from;
    }

    /** Where the last line ends, behind its newline; 0 if there is none. @param from no newline stands before it */
    int wholeLines(int from) {
        int i = size;
        while (i > from && bytes[i - 1] != '\n') {
            i--;
        }
        return i == from ? 0 : i;
    }

    /** Drops what is behind {@code end}. */
    void cut(int end) {
        size = end;
    }

    /** Looks at every line. */
    void look(GlanceReader reader) {
        Line line = new Line(bytes);
        for (int from = 0; from < size; ) {
            int newline = Bytes.find(bytes, from, size, '\n');
            line.set(from, newline);
            if (lines == ends.length) {
                ends = Arrays.copyOf(ends, 2 * lines);
                glances = Arrays.copyOf(glances, 2 * lines);
            }
            ends[lines] = newline;
            glances[lines] = reader.read(bytes, line.start, line.end);
            lines++;
            from = newline + 1;
        }
    }

    /** Hands on every line with what is known of it. */
    void replay(LineReader reader, Line line) {
        line.bytes = bytes;
        int from = 0;
        for (int i = 0; i < lines; i++) {
            line.set(from, ends[i]);
            line.number++;
            Glance glance = glances[i];
            if (glance == null) {
                reader.accept(line);
            } else {
                reader.accept(line, glance);
            }
            from = ends[i] + 1;
        }
    }
}
