package io.jaildeps.trace.any;

import io.jaildeps.trace.LineSource;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** The lines of a stream without a layer; every line ends in a newline. */
final class Stripped extends InputStream {
    private static final int BUFFER = 1 << 16;

    private final LineSource lines;
    private final Layer layer;
    private int next;
    /** One behind the line is its newline. */
    private boolean inLine;

    Stripped(InputStream in, Layer layer) {
        this.lines = new LineSource(in, BUFFER);
        this.layer = layer;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, to.length);
        int read = 0;
        while (read < length && (inLine || read == 0 && nextLine())) {
            int count = Math.min(lines.end - next, length - read);
            System.arraycopy(lines.bytes, next, to, offset + read, count);
            next += count;
            read += count;
            if (next == lines.end && read < length) {
                to[offset + read] = '\n';
                read++;
                inLine = false;
            }
        }
        return read == 0 && length > 0 ? -1 : read;
    }

    private boolean nextLine() throws IOException {
        inLine = lines.next();
        if (inLine) {
            layer.strip(lines);
            next = lines.start;
        }
        return inLine;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
