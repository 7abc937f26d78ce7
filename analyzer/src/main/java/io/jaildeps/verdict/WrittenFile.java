package io.jaildeps.verdict;

import io.jaildeps.tree.Inode;
import java.util.Optional;

/**
 * What a run left at one path.
 *
 * @param text the whole of a short text, or where a link leads; empty if it is neither: then only the size tells
 */
record WrittenFile(Inode.Kind kind, long sizeBytes, Optional<String> text) {
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
        return new WrittenFile(kind, text.length(), Optional.of(text));
    }

    static WrittenFile data(long sizeBytes) {
        return new WrittenFile(Inode.Kind.FILE, sizeBytes, Optional.empty());
    }

    /** Data of the same size may differ in a time, and counts as the same; so do texts but for their numbers. */
    Optional<Difference> differenceTo(WrittenFile here) {
        if (kind != here.kind) {
            return Optional.of(new Difference(1, "is a " + here.kind + ", not a " + kind));
        } else if (text.isPresent() && here.text.isPresent()) {
            int lines = TextDifference.otherLines(text.get(), here.text.get());
            return lines == 0
                    ? Optional.empty()
                    : Optional.of(new Difference(
                            lines, "is not the host's" + TextDifference.first(text.get(), here.text.get())));
        }
        return sizeBytes == here.sizeBytes
                ? Optional.empty()
                : Optional.of(
                        new Difference(1, "is not the host's: " + here.sizeBytes + " bytes instead of " + sizeBytes));
    }
}
