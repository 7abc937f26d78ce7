package io.jaildeps.elf;

import java.util.List;

/** Where the bytes that a loader sees at an address in memory stand in the file: in a PT_LOAD, or nowhere. */
record MappedBytes(List<Segment> segments) {
    MappedBytes {
        segments = List.copyOf(segments);
    }

    /** The offset of {@code length} bytes that lie at {@code address}; the address is bounded by nothing yet. */
    long offset(long address, long length) throws BadElf {
        for (Segment segment : segments) {
            if (segment.type() == Segment.LOAD
                    && segment.holds(address)
                    && length <= segment.fileSize() - (address - segment.address())) {
                return segment.offset() + (address - segment.address());
            }
        }
        throw new BadElf("what lies at address 0x" + Long.toHexString(address) + " is in no segment", 0);
    }
}
