package io.jaildeps.cli;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.tukaani.xz.MemoryLimitException;
import org.tukaani.xz.XZInputStream;

/**
 * A file as it was before it was packed by gzip or xz, told by its first bytes; any other file as it is. What could be
 * unpacked is given before an error is thrown, whose message says how far that was.
 */
final class Unpacked extends FilterInputStream {
    private static final int BUFFER_BYTES = 1 << 16;
    /** {@code xz -9} needs 65 MiB to unpack; the format allows 4 GiB, which a hostile file would ask for. */
    private static final int XZ_MEMORY_KIB = 100 * 1024;

    private static final byte[] GZIP = {0x1f, (byte) 0x8b};
    private static final byte[] XZ = {(byte) 0xfd, '7', 'z', 'X', 'Z', 0};

    private long given;

    private Unpacked(InputStream in) {
        super(in);
    }

    /** @throws IOException also if what begins like a packed file is none */
    static InputStream of(InputStream in) throws IOException {
        PushbackInputStream whole = new PushbackInputStream(in, XZ.length);
        byte[] magic = whole.readNBytes(XZ.length);
        whole.unread(magic);
        try {
            if (beginsWith(magic, GZIP)) {
                return new Unpacked(new Members(new Rest(whole)));
            } else if (beginsWith(magic, XZ)) {
                return new Unpacked(new XZInputStream(whole, XZ_MEMORY_KIB));
            }
        } catch (IOException e) {
            throw damaged(e, 0);
        }
        return whole;
    }

    private static boolean beginsWith(byte[] bytes, byte[] magic) {
        return bytes.length >= magic.length && Arrays.equals(bytes, 0, magic.length, magic, 0, magic.length);
    }

    /** Never says that there is more: whoever believes it asks again, and loses what it has if that fails. */
    @Override
    public int available() {
        return 0;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
        try {
            int count = super.read(b, off, len);
            given += Math.max(count, 0);
            return count;
        } catch (IOException e) {
            throw damaged(e, given);
        }
    }

    private static IOException damaged(IOException cause, long given) {
        String what = cause instanceof EOFException
                ? "the packed data ends too early"
                : cause instanceof MemoryLimitException
                        ? "to unpack it takes more than " + XZ_MEMORY_KIB / 1024 + " MiB of memory"
                        : "the packed data is damaged";
        return new IOException(what + ", after " + given + " bytes of the unpacked file", cause);
    }

    /**
     * All members of a gzip file. The JDK's stream goes on to the next member only if {@link InputStream#available} says
     * that there is one, and takes what is no member for the end.
     */
    private static final class Members extends GZIPInputStream {
        private static final int TRAILER_BYTES = 8;
        private final Rest rest;

        Members(Rest rest) throws IOException {
            super(rest, BUFFER_BYTES);
            this.rest = rest;
        }

        @Override
        public int read(byte[] b, int off, int len) throws IOException {
            int count = super.read(b, off, len);
            if (count < 0 && (inf.getRemaining() > TRAILER_BYTES || rest.wasReadSinceAsked())) {
                throw new IOException("garbage behind the last member");
            }
            return count;
        }
    }

    /** Knows whether there is more, also of a pipe whose next bytes have not come yet. */
    private static final class Rest extends BufferedInputStream {
        private boolean wasAsked;
        private boolean wasReadSinceAsked;

        Rest(InputStream in) {
            super(in, BUFFER_BYTES);
        }

        @Override
        public synchronized int available() throws IOException {
            mark(1);
            int next = super.read();
            reset();
            wasAsked = true;
            wasReadSinceAsked = false;
            return next < 0 ? 0 : 1;
        }

        @Override
        public synchronized int read() throws IOException {
            int next = super.read();
            wasReadSinceAsked |= wasAsked && next >= 0;
            return next;
        }

        @Override
        public synchronized int read(byte[] b, int off, int len) throws IOException {
            int count = super.read(b, off, len);
            wasReadSinceAsked |= wasAsked && count > 0;
            return count;
        }

        boolean wasReadSinceAsked() {
            return wasReadSinceAsked;
        }
    }
}
