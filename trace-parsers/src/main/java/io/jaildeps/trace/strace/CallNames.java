package io.jaildeps.trace.strace;

import io.jaildeps.trace.Bytes;
import io.jaildeps.trace.CallFilter;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Names of calls found by their bytes, so that a line makes no new text for its name. */
final class CallNames {
    /**
     * A call's name.
     *
     * @param byPath whether it is wanted only if it gives a path
     * @param forks whether it makes a process, and so returns its number
     */
    record Name(String text, boolean wanted, boolean byPath, boolean forks) {
        /** True if nothing needs to be known of a whole call with these arguments. */
        boolean isIdle(byte[] b, int from, int to) {
            return !forks && (!wanted || byPath && isOfDescriptor(b, from, to));
        }
    }

    private static final Set<String> FORKS = Set.of("clone", "clone3", "fork", "vfork", "__clone2", "clone2");
    private static final byte[] EMPTY_PATH = Bytes.of(", \"\", ");
    private static final int SLOTS = 2048;
    /** Linux has fewer than 500 calls; what is beyond that is garbage and not worth remembering. */
    private static final int MOST = SLOTS / 2;

    private final CallFilter filter;
    private final @Nullable Name[] names = new @Nullable Name[SLOTS];
    private int size;

    CallNames(CallFilter filter) {
        this.filter = filter;
    }

    Name find(byte[] b, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + b[i];
        }
        int slot = (hash ^ hash >>> 11) & SLOTS - 1;
        Name name = names[slot];
        while (name != null) {
            if (isSame(name.text, b, from, to)) {
                return name;
            }
            slot = slot + 1 & SLOTS - 1;
            name = names[slot];
        }
        return remember(Bytes.text(b, from, to), slot);
    }

    private Name remember(String text, int slot) {
        Name name = new Name(text, filter.wants(text), filter.wantsOnlyPaths(text), FORKS.contains(text));
        if (size < MOST) {
            names[slot] = name;
            size++;
        }
        return name;
    }

    // newfstatat(3, "", {st_mode=S_IFREG|0644, st_size=50, ...}, AT_EMPTY_PATH) = 0
    // statx(3</etc/hosts>, "", AT_STATX_SYNC_AS_STAT|AT_EMPTY_PATH, STATX_ALL, {…}) = 0
    private static boolean isOfDescriptor(byte[] b, int from, int to) {
        int end = Bytes.skipDigits(b, from, to);
        if (end < to && b[end] == '<') {
            end = Decoration.end(b, end, to);
        }
        return end > from && Bytes.startsWith(b, end, to, EMPTY_PATH);
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
