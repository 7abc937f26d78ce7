package io.jaildeps.trace.strace;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Fills pieces in a thread of its own while others are used, in their order. The first one is filled by the caller: most
 * traces have no second, and need no thread.
 */
final class ReadAhead implements Closeable {
    private static final int PIECES = 3;

    /** What the thread has to say. @param piece null after the last; @param failure why there is no more, or null */
    private record Step(@Nullable Piece piece, @Nullable Throwable failure) {}

    private final PieceReader reader;
    private final BlockingQueue<Piece> empty = new ArrayBlockingQueue<>(PIECES);
    private final BlockingQueue<Step> steps = new ArrayBlockingQueue<>(PIECES + 1);
    private @Nullable Thread thread;
    private @Nullable Piece used;

    ReadAhead(PieceReader reader) {
        this.reader = reader;
    }

    /**
     * The next piece, good until the next call; null if there is none.
     *
     * @throws IOException if the stream can not be read on
     */
    @Nullable
    Piece next() throws IOException {
        if (used == null) {
            used = new Piece(PieceReader.PIECE_BYTES);
            return reader.fill(used) ? used : null;
        }
        if (thread == null) {
            start();
        }
        empty.add(used);
        Step step = take();
        if (step.failure() instanceof IOException e) {
            throw e;
        } else if (step.failure() instanceof Error e) {
            throw e;
        } else if (step.failure() instanceof RuntimeException e) {
            throw e;
        }
        if (step.piece() != null) {
            used = step.piece();
        }
        return step.piece();
    }

    private void start() {
        for (int i = 1; i < PIECES; i++) {
            empty.add(new Piece(PieceReader.PIECE_BYTES));
        }
        thread = new Thread(this::run, "trace-reader");
        thread.setDaemon(true); // it may wait for a pipe whose other end is never closed
        thread.start();
    }

    private void run() {
        try {
            boolean more = true;
            while (more) {
                Piece piece = empty.take();
                more = reader.fill(piece);
                steps.put(new Step(more ? piece : null, null));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody wants more
        } catch (IOException | RuntimeException | Error e) {
            steps.add(new Step(null, e));
        }
    }

    private Step take() throws IOException {
        try {
            return steps.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Ends the thread. The stream stays open, but no more can be read of it. */
    @Override
    public void close() {
        if (thread != null) {
            thread.interrupt();
        }
    }
}
