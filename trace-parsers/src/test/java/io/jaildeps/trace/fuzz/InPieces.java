package io.jaildeps.trace.fuzz;

import java.io.InputStream;

/** Bytes that arrive as those of a pipe do: one, two, three, up to {@link #MOST} at a time, and again from one. */
final class InPieces extends InputStream {
    private static final int MOST = 61;

    private final byte[] bytes;
    private int next;
    private int piece;

    InPieces(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public int read() {
        return next < bytes.length ? bytes[next++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int from, int length) {
        if (next == bytes.length) {
            return -1;
        }
        piece = piece % MOST + 1;
        int count = Math.min(Math.min(piece, length), bytes.length - next);
        System.arraycopy(bytes, next, into, from, count);
        next += count;
        return count;
    }
}
