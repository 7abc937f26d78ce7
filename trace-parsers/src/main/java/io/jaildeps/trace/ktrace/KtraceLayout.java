package io.jaildeps.trace.ktrace;

import io.jaildeps.trace.TraceSystem;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * Who wrote a binary {@code ktrace.out}. Only OpenBSD's says it; of the others, the layout is the one by which the
 * records follow each other and the arguments of each call fill their record.
 *
 * @param system the kernel. An old DragonFly's file is like that of FreeBSD 4 and is taken for it
 * @param version of the record header: FreeBSD 0 and 1 (from 14 on), NetBSD 0 to 3, OpenBSD 0 (before 5.2) and 1, 0 of
 *     the others
 * @param wordBytes the size of the kernel's registers: 4 or 8
 * @param order the byte order of the machine, except of NetBSD's version 3, which is always big endian
 */
public record KtraceLayout(TraceSystem system, int version, int wordBytes, ByteOrder order) {
    /** As many bytes of a file are enough, and all are looked at. */
    public static final int HEAD_BYTES = 1 << 16;

    /**
     * Who wrote a file.
     *
     * @param head its first bytes, up to {@link #HEAD_BYTES} or all that there are
     * @return nothing if these are no records of ktrace
     */
    public static Optional<KtraceLayout> detect(byte[] head) {
        return Detection.of(head).map(found -> found.shape().layout());
    }
}
