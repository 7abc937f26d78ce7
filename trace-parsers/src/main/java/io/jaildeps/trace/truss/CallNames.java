package io.jaildeps.trace.truss;

import io.jaildeps.trace.Bytes;
import io.jaildeps.trace.CallFilter;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Names of calls found by their bytes, so that a line makes no new text for its name. */
final class CallNames {
    /**
     * A call's name.
     *
     * @param text as events have it
     * @param shape what its arguments are, null if that is not known
     */
    record Name(
            String printed,
            String text,
            boolean wanted,
            @Nullable Shape shape) {}

    private static final int SLOTS = 2048;
    /** No system has more calls; what is beyond that is garbage and not worth remembering. */
    private static final int MOST = SLOTS / 2;

    private final CallFilter filter;
    private final UnaryOperator<String> plain;
    private final boolean shaped;
    private final @Nullable Name[] names = new @Nullable Name[SLOTS];
    private int size;

    /** @param plain what a printed name is called in events */
    CallNames(CallFilter filter, UnaryOperator<String> plain, boolean shaped) {
        this.filter = filter;
        this.plain = plain;
        this.shaped = shaped;
    }

    Name find(byte[] b, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + b[i];
        }
        int slot = (hash ^ hash >>> 11) & SLOTS - 1;
        Name name = names[slot];
        while (name != null) {
            if (isSame(name.printed, b, from, to)) {
                return name;
            }
            slot = slot + 1 & SLOTS - 1;
            name = names[slot];
        }
        return remember(Bytes.text(b, from, to), slot);
    }

    private Name remember(String printed, int slot) {
        String text = plain.apply(printed);
        Name name = new Name(printed, text, filter.wants(text), shaped ? FreebsdCalls.shape(text) : null);
        if (size < MOST) {
            names[slot] = name;
            size++;
        }
        return name;
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
