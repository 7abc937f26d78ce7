package io.jaildeps.trace.truss;

import io.jaildeps.trace.Bytes;
import java.util.Arrays;

/**
 * Where a call's arguments stand, split at the commas that are outside of strings and brackets. A string is told from
 * its look alone: it ends at a quote behind which an argument can end.
 */
final class Spans {
    private final boolean blankAfterComma;
    private int[] places = new int[32];
    private int size;
    private boolean insideString;
    /** Behind this place no string ends in a quote without a backslash. */
    private int lastPlainEnd;

    /** @param blankAfterComma arguments are separated by {@code ", "} */
    Spans(boolean blankAfterComma) {
        this.blankAfterComma = blankAfterComma;
    }

    int size() {
        return size;
    }

    int from(int index) {
        return places[2 * index];
    }

    int to(int index) {
        return places[2 * index + 1];
    }

    void clear() {
        size = 0;
    }

    void add(int from, int to) {
        if (2 * size == places.length) {
            places = Arrays.copyOf(places, 2 * places.length);
        }
        places[2 * size] = from;
        places[2 * size + 1] = to;
        size++;
    }

    /** True if the last list that could not be split ended inside of a string. */
    boolean endedInsideString() {
        return insideString;
    }

    /** True if all of them look like what a tracer prints: numbers, addresses, flags, strings, structures. */
    boolean areValues(byte[] b) {
        for (int i = 0; i < size; i++) {
            if (!beginsValue(b, from(i), to(i))) {
                return false;
            }
        }
        return true;
    }

    static boolean beginsValue(byte[] b, int from, int to) {
        byte c = from < to ? b[from] : 0;
        return Bytes.isDigit(c) || c >= 'A' && c <= 'Z' || c == '-' || c == '"' || c == '{' || c == '[';
    }

    /** Splits a list; false if it ends inside of a string, or a bracket in it is open or closed once too often. */
    boolean split(byte[] b, int from, int to) {
        clear();
        insideString = false;
        lastPlainEnd = to;
        int start = Bytes.skipBlanks(b, from, to);
        if (start == to) {
            return true;
        }
        while (true) {
            int end = argumentEnd(b, start, to);
            if (end < 0) {
                insideString = b[start] == '"';
                return false;
            }
            add(start, Bytes.trimEnd(b, start, end));
            if (end == to) {
                return true;
            }
            start = Bytes.skipBlanks(b, end + 1, to);
        }
    }

    private int argumentEnd(byte[] b, int start, int to) {
        int depth = 0;
        int i = start;
        while (i < to) {
            switch (b[i]) {
                case '"' -> {
                    i = depth == 0 ? stringEnd(b, i, to) : innerStringEnd(b, i, to);
                    if (i < 0) {
                        return -1;
                    }
                    continue;
                }
                case '(', '[', '{' -> depth++;
                case ')', ']', '}' -> depth--;
                case ',' -> {
                    if (depth == 0) {
                        return i;
                    }
                }
                default -> {}
            }
            if (depth < 0) {
                return -1;
            }
            i++;
        }
        return depth == 0 ? to : -1;
    }

    /** The place after the quote, or after the dots behind it, that ends the string; -1 if nothing does. */
    private int stringEnd(byte[] b, int open, int to) {
        int escaped = -1;
        for (int i = open + 1; i < to && (escaped < 0 || i < lastPlainEnd); i++) {
            if (b[i] == '"') {
                int after = afterDots(b, i + 1, to);
                if (after == to || b[after] == ',' && (!blankAfterComma || isBlank(b, after + 1, to))) {
                    if (b[i - 1] != '\\' || i - 1 == open) {
                        return after;
                    }
                    // "\": a name that ends in a backslash, if nothing else ends the string
                    escaped = escaped < 0 ? after : escaped;
                }
            }
        }
        lastPlainEnd = Math.min(lastPlainEnd, open);
        return escaped;
    }

    private static boolean isBlank(byte[] b, int at, int to) {
        return at < to && b[at] == ' ';
    }

    // [{"a",1}]   { "x", 2 }
    private static int innerStringEnd(byte[] b, int open, int to) {
        for (int i = open + 1; i < to; i++) {
            if (b[i] == '"' && b[i - 1] != '\\') {
                int after = afterDots(b, i + 1, to);
                if (after == to || ",}]) ".indexOf(b[after]) >= 0) {
                    return after;
                }
            }
        }
        return -1;
    }

    /** Behind {@code ..} or {@code ...}, the mark of a string that was cut. */
    static int afterDots(byte[] b, int from, int to) {
        int i = from;
        while (i < to && i < from + 3 && b[i] == '.') {
            i++;
        }
        return i - from < 2 ? from : i;
    }
}
