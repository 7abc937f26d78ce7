package io.jaildeps.trace.any;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Characters as bytes of UTF-8. */
final class Recoded extends InputStream {
    private final Reader reader;
    private final char[] chars = new char[1 << 13];
    /** The first half of a pair that the last read ended in. */
    private int kept;

    private byte[] bytes = {};
    private int next;

    Recoded(Reader reader) {
        this.reader = reader;
    }

    @Override
    public int read() throws IOException {
        return fill() ? Byte.toUnsignedInt(bytes[next++]) : -1;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, to.length);
        if (length == 0) {
            return 0;
        } else if (!fill()) {
            return -1;
        }
        int count = Math.min(length, bytes.length - next);
        System.arraycopy(bytes, next, to, offset, count);
        next += count;
        return count;
    }

    /** False at the end. */
    private boolean fill() throws IOException {
        while (next == bytes.length) {
            int count = reader.read(chars, kept, chars.length - kept);
            int length = kept + Math.max(count, 0);
            if (length == 0) {
                return false;
            }
            boolean cut = count > 0 && Character.isHighSurrogate(chars[length - 1]);
            kept = cut ? 1 : 0;
            bytes = new String(chars, 0, length - kept).getBytes(StandardCharsets.UTF_8);
            next = 0;
            chars[0] = chars[length - 1];
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
