package io.jaildeps.elf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds {@code .note.dlopen} through PT_NOTE: owner {@code FDO}, type 0x407c0c0a, and JSON as its content.
 *
 * A note that can not be read is left out: neither kernel nor loader ever looks at it, so the file is as good as without.
 */
final class DlopenNotes {
    private static final String OWNER = "FDO\0";
    private static final long TYPE = 0x407c0c0aL;
    /** Notes are a few hundred bytes; the largest segment of a core dump would be read in vain. */
    private static final int MAX_SEGMENT = 1 << 20;

    private DlopenNotes() {}

    static List<DlopenNote> read(ElfBytes file, List<Segment> segments) throws IOException {
        List<DlopenNote> found = new ArrayList<>();
        for (Segment segment : segments) {
            if (segment.type() == Segment.NOTE && segment.fileSize() > 0 && segment.fileSize() <= MAX_SEGMENT) {
                try {
                    read(file, segment, found);
                } catch (BadElf unreadableNote) {
                    // As good as without it.
                }
            }
        }
        return found;
    }

    private static void read(ElfBytes file, Segment segment, List<DlopenNote> found) throws IOException, BadElf {
        long end = segment.offset() + segment.fileSize();
        long at = segment.offset();
        while (at + 12 <= end) {
            long nameSize = file.u32(at);
            long contentSize = file.u32(at + 4);
            long type = file.u32(at + 8);
            long content = at + 12 + align(nameSize);
            if (content + contentSize > end) {
                return;
            }
            if (type == TYPE
                    && nameSize == OWNER.length()
                    && file.bytes(at + 12, OWNER.length()).equals(OWNER)) {
                found.addAll(DlopenJson.parse(file.bytes(content, (int) contentSize)));
            }
            at = content + align(contentSize);
        }
    }

    private static long align(long size) {
        return (size + 3) & ~3L;
    }
}
