package io.jaildeps.path;

/** Numbers with their nouns, for messages. */
public final class Counted {
    private Counted() {}

    /** {@code 1 entry}, {@code 2 entries}. */
    public static String of(long count, String one, String several) {
        return count + " " + (count == 1 ? one : several);
    }
}
