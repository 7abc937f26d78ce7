package io.jaildeps.trace.truss;

import io.jaildeps.trace.Bytes;

/**
 * Finds a call's arguments by what they must be. Words are taken off both ends first; what is left is one string, mostly,
 * whatever is in it. Where there are several, more than one reading may fit; the one that fits best is taken: a returned
 * path has the length that the call returned, and of two paths both are absolute or none is.
 */
final class ShapedSpans {
    /** So many bytes are looked at, or a few times the line's; a line that needs more is not read this way. */
    private static final int MOST_STEPS = 1 << 18;

    private final Spans spans;
    private int[] ends = new int[8];
    private byte[] b = new byte[0];
    private Shape shape = new Shape("");
    private int start;
    private int end;
    private int last;
    private long returned;
    private boolean strict;
    private int steps;

    /** @param spans where the arguments will stand */
    ShapedSpans(Spans spans) {
        this.spans = spans;
    }

    /**
     * Splits {@code [from, to)}; false if it does not have the shape.
     *
     * @param value what the call returned, or -1
     */
    boolean split(Shape wanted, byte[] bytes, int from, int to, long value) {
        spans.clear();
        shape = wanted;
        b = bytes;
        start = from;
        end = to;
        returned = value;
        if (ends.length <= wanted.size()) {
            ends = new int[wanted.size() + 1];
        }
        int first = takeLeadingWords();
        last = wanted.size() - 1;
        if (first < 0 || !takeTrailingWords(first)) {
            return false;
        }
        strict = true;
        steps = Math.max(MOST_STEPS, 8 * (to - from));
        boolean found = first > last ? start == end : fit(first, start);
        if (!found && first <= last) {
            strict = false;
            found = fit(first, start);
        }
        return found && deliver(from);
    }

    private int takeLeadingWords() {
        int index = 0;
        while (index < shape.size() - 1 && shape.kind(index) == 'W') {
            int comma = start;
            while (comma < end && b[comma] != ',') {
                if (b[comma] == '"' || b[comma] == '{' || b[comma] == '[') {
                    return -1;
                }
                comma++;
            }
            if (comma == end) {
                return -1;
            }
            ends[index++] = comma;
            start = comma + 1;
        }
        return index;
    }

    private boolean takeTrailingWords(int first) {
        while (last > first && shape.kind(last) == 'W') {
            int comma = end - 1;
            while (comma >= start && b[comma] != ',') {
                if (b[comma] == '"') {
                    return false;
                }
                comma--;
            }
            if (comma < start) {
                return false;
            }
            ends[last--] = end;
            end = comma;
        }
        return true;
    }

    /** Places the arguments from {@code index} on, that begin at {@code from}. */
    private boolean fit(int index, int from) {
        if (index == last) {
            ends[index] = end;
            return accepts(index, from, end);
        }
        for (int comma = from; comma < end && --steps > 0; comma++) {
            if (b[comma] == ',' && mayEnd(shape.kind(index), from, comma)) {
                ends[index] = comma;
                if (accepts(index, from, comma) && fit(index + 1, comma + 1)) {
                    return true;
                }
            }
            if (shape.kind(index) == 'W' && b[comma] == ',') {
                return false;
            }
        }
        return false;
    }

    private boolean mayEnd(char kind, int from, int comma) {
        if (kind == 'N') {
            return comma - from >= 2 && b[comma - 1] == '"';
        }
        return true;
    }

    private boolean accepts(int index, int from, int to) {
        char kind = shape.kind(index);
        steps -= kind == 'N' ? 0 : (to - from) / 8;
        if (!Shape.isLike(kind, b, from, to)) {
            return false;
        }
        if (!strict) {
            return true;
        }
        if (kind == 'R' && returned > 0 && Shape.isQuoted(b, from, to)) {
            return to - from - 2 == returned;
        }
        if (kind == 'X') {
            return Bytes.find(b, from, to, '"') == to;
        }
        boolean followsPath = kind == 'N' && index > 0 && shape.kind(index - 1) == 'N';
        return !followsPath || !isAbsolute(beginning(index - 1)) || isAbsolute(from);
    }

    private int beginning(int index) {
        return index == 0 ? start : ends[index - 1] + 1;
    }

    private boolean isAbsolute(int quote) {
        return quote + 1 < end && b[quote + 1] == '/';
    }

    private boolean deliver(int from) {
        int begin = from;
        for (int i = 0; i < shape.size(); i++) {
            spans.add(begin, ends[i]);
            begin = ends[i] + 1;
        }
        return true;
    }
}
