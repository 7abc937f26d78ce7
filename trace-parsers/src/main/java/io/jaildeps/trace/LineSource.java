package io.jaildeps.trace;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/**
 * The lines of a stream, each in place in one buffer: {@code bytes[start, end)}, without its newline, good until the
 * next call of {@link #next}. A line is there as soon as its newline has been read. Of a line longer than {@link
 * #LONGEST} only the beginning is kept and {@link #tooLong} is set.
 */
public final class LineSource implements Closeable {
    public static final int LONGEST = 1 << 20;

    /** How much of a longer one is kept. */
    private static final int BEGINNING = 256;

    public byte[] bytes;
    public int start;
    public int end;
    /** Counts from 1. */
    public long number;
    /** The line is only the beginning of one that is too long to be kept. */
    public boolean tooLong;

    private final InputStream in;
    private int next;
    private int limit;
    private boolean atEnd;

    public LineSource(InputStream in, int bufferBytes) {
        this.in = in;
        this.bytes = new byte[bufferBytes];
    }

    /** Goes to the next line; false at the end of the stream. */
    public boolean next() throws IOException {
        int scanned = next;
        while (true) {
            int newline = Bytes.find(bytes, scanned, limit, '\n');
            if (newline < limit) {
                return take(newline, newline + 1);
            }
            if (atEnd) {
                return next < limit && take(limit, limit);
            }
            if (limit - next > LONGEST) {
                return takeBeginning();
            }
            int seen = limit - next;
            fill();
            scanned = next + seen;
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private boolean take(int lineEnd, int following) {
        tooLong = lineEnd - next > LONGEST;
        start = next;
        int to = tooLong ? start + BEGINNING : lineEnd;
        end = to > start && bytes[to - 1] == '\r' ? to - 1 : to;
        next = following;
        number++;
        return true;
    }

    private boolean takeBeginning() throws IOException {
        int kept = BEGINNING;
        System.arraycopy(bytes, next, bytes, 0, kept);
        int newline = limit;
        while (newline == limit && !atEnd) {
            next = kept;
            limit = kept;
            fill();
            newline = Bytes.find(bytes, kept, limit, '\n');
        }
        next = 0;
        take(kept, Math.min(newline + 1, limit));
        tooLong = true;
        return true;
    }

    private void fill() throws IOException {
        if (next > 0 && limit == bytes.length) {
            System.arraycopy(bytes, next, bytes, 0, limit - next);
            limit -= next;
            next = 0;
        }
        if (limit == bytes.length) {
            byte[] larger = new byte[bytes.length * 2];
            System.arraycopy(bytes, 0, larger, 0, limit);
            bytes = larger;
        }
        int count = in.read(bytes, limit, bytes.length - limit);
        if (count < 0) {
            atEnd = true;
        } else {
            limit += count;
        }
    }
}
