package io.jaildeps.trace.ktrace;

import java.nio.ByteBuffer;

/** How the record of a call holds its number and its arguments. */
enum CallForm {
    /** FreeBSD, DragonFly: {@code short code; short narg; register_t args[]}, the arguments aligned to their size. */
    COUNTED,
    /** NetBSD, OpenBSD: {@code int code; int argsize; register_t args[]}; the size is in bytes. */
    SIZED,
    /** Mac OS X: {@code short code; short narg; u_int64_t args[]}, without a gap between them. */
    COUNTED_WIDE;

    /** OpenBSD's sysctl has up to so many bytes of its name behind the arguments. */
    private static final int SYSCTL_NAME = 12 * 4;

    int code(ByteBuffer call) {
        return this == SIZED ? call.getInt(0) : call.getShort(0) & 0xffff;
    }

    int argumentBytes(int wordBytes) {
        return this == COUNTED_WIDE ? 8 : wordBytes;
    }

    private int firstArgument(int wordBytes) {
        return switch (this) {
            case COUNTED -> wordBytes;
            case SIZED -> 8;
            case COUNTED_WIDE -> 4;
        };
    }

    /** How many arguments the record of {@code length} bytes says that it has and does have; -1 if these differ. */
    int arguments(ByteBuffer call, int length, int wordBytes) {
        if (length < firstArgument(wordBytes)) {
            return -1;
        }
        int room = length - firstArgument(wordBytes);
        int size = argumentBytes(wordBytes);
        int said = this == SIZED ? call.getInt(4) : (call.getShort(2) & 0xffff) * size;
        boolean fits = this == SIZED ? said <= room && room - said <= SYSCTL_NAME : said == room;
        return said >= 0 && said % size == 0 && fits ? said / size : -1;
    }

    /** The argument at {@code position}, as an unsigned number of the size of a register. */
    long argument(ByteBuffer call, int position, int wordBytes) {
        int size = argumentBytes(wordBytes);
        int at = firstArgument(wordBytes) + position * size;
        return size == 8 ? call.getLong(at) : call.getInt(at) & 0xffffffffL;
    }
}
