package io.jaildeps.elf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;

/**
 * A file's bytes by offset, of which only the pages that are asked for are read. Every access is checked against the
 * file's size, so that a lying offset is a {@link BadElf} and nothing worse.
 */
final class ElfBytes {
    private static final int PAGE = 4096;

    private final FileChannel channel;
    private final long size;
    private final ByteBuffer page = ByteBuffer.allocate(PAGE);
    private long pageStart;

    ElfBytes(FileChannel channel) throws IOException {
        this.channel = channel;
        this.size = channel.size();
        page.limit(0);
    }

    long size() {
        return size;
    }

    void order(ByteOrder order) {
        page.order(order);
    }

    int u8(long offset) throws IOException, BadElf {
        return page.get(at(offset, 1)) & 0xff;
    }

    int u16(long offset) throws IOException, BadElf {
        return page.getShort(at(offset, 2)) & 0xffff;
    }

    int i32(long offset) throws IOException, BadElf {
        return page.getInt(at(offset, 4));
    }

    long u32(long offset) throws IOException, BadElf {
        return i32(offset) & 0xffffffffL;
    }

    /** A 64-bit value; one above 2^63 is negative and fails the bounds check of whatever uses it. */
    long u64(long offset) throws IOException, BadElf {
        return page.getLong(at(offset, 8));
    }

    /** The bytes up to the next NUL, which must come before {@code end} and within {@code most} bytes. */
    String string(long offset, long end, int most) throws IOException, BadElf {
        StringBuilder text = new StringBuilder();
        for (long i = offset; i < end; i++) {
            int c = u8(i);
            if (c == 0) {
                return text.toString();
            }
            if (text.length() == most) {
                throw new BadElf("a string is longer than " + most + " bytes", offset);
            }
            text.append((char) c);
        }
        throw new BadElf("a string does not end within its segment", offset);
    }

    /** {@code length} bytes, one per char. */
    String bytes(long offset, int length) throws IOException, BadElf {
        check(offset, length);
        ByteBuffer buffer = ByteBuffer.allocate(length);
        fill(buffer, offset);
        return new String(buffer.array(), 0, buffer.position(), StandardCharsets.ISO_8859_1);
    }

    void check(long offset, long length) throws BadElf {
        if (offset < 0 || length < 0 || offset > size - length) {
            throw new BadElf("the file ends before what its headers promise", offset);
        }
    }

    /** Index in {@link #page} of the byte at {@code offset}, after reading the page unless it is there. */
    private int at(long offset, int length) throws IOException, BadElf {
        check(offset, length);
        if (offset < pageStart || offset + length > pageStart + page.limit()) {
            page.clear();
            pageStart = offset;
            fill(page, offset);
            page.flip();
            if (page.limit() < length) {
                // Another process cut it after we asked for its size.
                throw new BadElf("the file became shorter while it was read", offset);
            }
        }
        return (int) (offset - pageStart);
    }

    private void fill(ByteBuffer buffer, long offset) throws IOException {
        while (buffer.hasRemaining() && channel.read(buffer, offset + buffer.position()) > 0) {
            // Short reads go on where they stopped.
        }
    }
}
