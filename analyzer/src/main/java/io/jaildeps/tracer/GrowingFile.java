package io.jaildeps.tracer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Reads a file that another process is still writing; its end is reached when the writer has ended too. */
final class GrowingFile extends InputStream {
    private static final long FIRST_WAIT_MICROS = 200;
    private static final long LONGEST_WAIT_MICROS = 10_000;

    private final FileChannel channel;
    private final CountDownLatch writerEnded;

    GrowingFile(Path file, CountDownLatch writerEnded) throws IOException {
        this.channel = FileChannel.open(file, StandardOpenOption.READ);
        this.writerEnded = writerEnded;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(into, offset, length);
        long wait = FIRST_WAIT_MICROS;
        while (true) {
            boolean ended = writerEnded.getCount() == 0;
            int count = channel.read(buffer);
            if (count > 0) {
                return count;
            }
            if (ended) {
                return -1;
            }
            await(wait);
            wait = Math.min(wait * 2, LONGEST_WAIT_MICROS);
        }
    }

    private void await(long micros) throws IOException {
        try {
            if (writerEnded.await(micros, TimeUnit.MICROSECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while reading a trace", e);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
