package io.jaildeps.reports;

import java.util.Locale;

/** The kinds of inode that a jail is made of, in the order in which reports list them. */
public enum EntryKind {
    FILE("files"),
    DIRECTORY("directories"),
    SYMLINK("symlinks"),
    DEVICE("devices"),
    FIFO("fifos");

    private final String plural;

    EntryKind(String plural) {
        this.plural = plural;
    }

    /** The word for it in JSON and in text: {@code file}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The word for several: {@code directories}. */
    String plural() {
        return plural;
    }

    /** {@code 1 directory}, {@code 2 directories}. */
    String of(long count) {
        return Quantity.of(count, word(), plural);
    }
}
