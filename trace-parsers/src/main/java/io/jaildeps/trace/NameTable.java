package io.jaildeps.trace;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is known of names, found by their bytes, so that a line makes no new text for its name.
 *
 * @param <T> what is known of one
 */
public final class NameTable<T> {
    private record Entry<T>(String name, T known) {}

    private static final int SLOTS = 2048;
    /** No system has more calls; what is beyond that is garbage and not worth remembering. */
    private static final int MOST = SLOTS / 2;

    private final Function<String, T> form;

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type can be made in no other way
    private final @Nullable Entry<T>[] entries = (Entry<T>[]) new Entry[SLOTS];

    private int size;

    /** @param form what is known of a name that comes for the first time */
    public NameTable(Function<String, T> form) {
        this.form = form;
    }

    /** What is known of the name {@code [from, to)}. */
    public T find(byte[] b, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + b[i];
        }
        int slot = (hash ^ hash >>> 11) & SLOTS - 1;
        Entry<T> entry = entries[slot];
        while (entry != null) {
            if (isSame(entry.name, b, from, to)) {
                return entry.known;
            }
            slot = slot + 1 & SLOTS - 1;
            entry = entries[slot];
        }
        return remember(Bytes.text(b, from, to), slot);
    }

    private T remember(String name, int slot) {
        T known = form.apply(name);
        if (size < MOST) {
            entries[slot] = new Entry<>(name, known);
            size++;
        }
        return known;
    }

    private static boolean isSame(String text, byte[] b, int from, int to) {
        if (text.length() != to - from) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (text.charAt(i - from) != b[i]) {
                return false;
            }
        }
        return true;
    }
}
