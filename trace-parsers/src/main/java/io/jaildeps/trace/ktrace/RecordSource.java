package io.jaildeps.trace.ktrace;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** The records of a stream, one after the other; each is good until the next call of {@link #next}. */
final class RecordSource {
    private static final int BUFFER_BYTES = 1 << 16;

    final RecordHead head = new RecordHead();
    /** What is behind the header, {@link RecordHead#length} bytes from 0, if the kind {@link RecordKind#isKept}. */
    ByteBuffer data = ByteBuffer.allocate(0);
    /** The record's number, from 1. */
    long number;
    /** Where the record begins in the stream. */
    long offset;

    private final InputStream in;
    private final RecordShape shape;
    private ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    private int next;
    private int limit;
    private long nextOffset;

    enum State {
        RECORD,
        END,
        /** The stream ends in the middle of a record. */
        CUT,
        /** What follows is no record; the rest of the stream can not be read. */
        GARBLED
    }

    RecordSource(InputStream in, RecordShape shape) {
        this.in = in;
        this.shape = shape;
        buffer.order(shape.layout().order());
    }

    State next() throws IOException {
        offset = nextOffset;
        if (!fill(shape.size())) {
            if (limit == next) {
                return State.END;
            }
            number++;
            return State.CUT;
        }
        number++;
        if (!shape.read(buffer, next, head)) {
            return State.GARBLED;
        }
        next += shape.size();
        boolean isWhole = head.kind.isKept() ? keep() : skip();
        nextOffset = offset + shape.size() + head.length;
        return isWhole ? State.RECORD : State.CUT;
    }

    /** How many bytes are left of the stream from the beginning of this record, which reads them. */
    long rest() throws IOException {
        long rest = (long) limit - next;
        int count = in.read(buffer.array());
        while (count >= 0) {
            rest += count;
            count = in.read(buffer.array());
        }
        return rest;
    }

    private boolean keep() throws IOException {
        if (!fill(head.length)) {
            return false;
        }
        data = buffer.slice(next, head.length).order(buffer.order());
        next += head.length;
        return true;
    }

    private boolean skip() throws IOException {
        int left = head.length;
        while (left > limit - next) {
            left -= limit - next;
            next = limit;
            if (!fill(1)) {
                return false;
            }
        }
        next += left;
        return true;
    }

    /** Makes {@code bytes} from {@code next} on readable; false if the stream has fewer. */
    private boolean fill(int bytes) throws IOException {
        while (limit - next < bytes) {
            if (limit == buffer.capacity()) {
                makeRoom();
            }
            int count = in.read(buffer.array(), limit, buffer.capacity() - limit);
            if (count < 0) {
                return false;
            }
            limit += count;
        }
        return true;
    }

    /** Grows only after as much has really been read: a garbled length alone takes no memory. */
    private void makeRoom() {
        ByteBuffer target = next > 0 ? buffer : ByteBuffer.allocate(2 * limit).order(buffer.order());
        System.arraycopy(buffer.array(), next, target.array(), 0, limit - next);
        buffer = target;
        limit -= next;
        next = 0;
    }
}
