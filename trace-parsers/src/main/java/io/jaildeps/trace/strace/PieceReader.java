package io.jaildeps.trace.strace;

import io.jaildeps.trace.CallFilter;
import io.jaildeps.trace.Line;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Cuts a stream into pieces at the ends of lines. */
final class PieceReader {
    /** Small enough that what is on its way between two threads stays in the processor's cache. */
    static final int PIECE_BYTES = 1 << 17;

    private final InputStream in;
    private final GlanceReader glances;
    private byte[] rest = new byte[0];
    private boolean atEnd;
    private @Nullable IOException failure;

    PieceReader(InputStream in, CallFilter filter) {
        this.in = in;
        this.glances = new GlanceReader(filter);
    }

    /**
     * Fills a piece with what can be read now, but at least one line, and looks at its lines.
     *
     * @return false at the end of the stream, and before a line that is too long to be kept: see {@link #rest}
     * @throws IOException if the stream can not be read on; the lines before that have been in earlier pieces
     */
    boolean fill(Piece piece) throws IOException {
        if (failure != null) {
            throw failure;
        }
        piece.clear();
        piece.add(rest, 0, rest.length);
        int end = 0;
        while (end == 0 && !atEnd && failure == null && piece.size() <= Line.LONGEST) {
            int searched = piece.size();
            read(piece);
            end = piece.wholeLines(searched);
        }
        if (atEnd) {
            end = piece.size();
        }
        rest = Arrays.copyOfRange(piece.bytes(), end, piece.size());
        piece.cut(end);
        if (end == 0 && failure != null) {
            throw failure;
        }
        piece.look(glances);
        return end > 0;
    }

    private void read(Piece piece) {
        try {
            do {
                if (piece.room() == 0) {
                    piece.grow();
                }
                int count = in.read(piece.bytes(), piece.size(), piece.room());
                atEnd = count < 0;
                piece.added(Math.max(count, 0));
            } while (!atEnd && piece.room() > 0 && in.available() > 0);
        } catch (IOException e) {
            failure = e;
        }
    }

    /** What was read and is in no piece: nothing at the end of the stream, or the beginning of a line that is too long. */
    byte[] rest() {
        return rest;
    }
}
