package io.jaildeps.verdict;

import io.jaildeps.tree.Inode;
import java.util.Optional;

/**
 * What a run left at one path.
 *
 * @param text the whole of a short text, or where a link leads; empty if it is neither
 * @param crc CRC-32 of data; 0 of what is too large
 */
record WrittenFile(Inode.Kind kind, long sizeBytes, Optional<String> text, long crc) {
    /**
     * How another run's file differs.
     *
     * @param lines how many lines, one if it is no text
     * @param words what follows the file's name
     */
    record Difference(int lines, String words) {
        static final Difference ABSENT = new Difference(1, "is not made");
    }

    static WrittenFile text(Inode.Kind kind, String text) {
        return new WrittenFile(kind, text.length(), Optional.of(text), 0);
    }

    static WrittenFile data(long sizeBytes, long crc) {
        return new WrittenFile(Inode.Kind.FILE, sizeBytes, Optional.empty(), crc);
    }

    /** Texts that differ in their numbers only count as the same. */
    Optional<Difference> differenceTo(WrittenFile here) {
        if (kind != here.kind) {
            return Optional.of(new Difference(1, "is a " + here.kind + ", not a " + kind));
        } else if (text.isPresent() && here.text.isPresent()) {
            int lines = TextDifference.otherLines(text.get(), here.text.get());
            return lines == 0 ? Optional.empty() : other(lines, TextDifference.first(text.get(), here.text.get()));
        } else if (sizeBytes != here.sizeBytes) {
            return other(1, ": " + here.sizeBytes + " bytes instead of " + sizeBytes);
        }
        return crc == here.crc ? Optional.empty() : other(1, ", though as long");
    }

    private static Optional<Difference> other(int lines, String how) {
        return Optional.of(new Difference(lines, "is not the host's" + how));
    }
}
