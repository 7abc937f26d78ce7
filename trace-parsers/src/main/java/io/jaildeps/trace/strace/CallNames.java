package io.jaildeps.trace.strace;

import io.jaildeps.trace.Bytes;
import io.jaildeps.trace.CallFilter;
import io.jaildeps.trace.NameTable;
import java.util.Set;

/** The names of calls, and what is to be done with each. */
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

    private final NameTable<Name> names;

    CallNames(CallFilter filter) {
        names = new NameTable<>(printed -> known(CallNumbers.name(printed), filter));
    }

    private static Name known(String text, CallFilter filter) {
        return new Name(text, filter.wants(text), filter.wantsOnlyPaths(text), FORKS.contains(text));
    }

    Name find(byte[] b, int from, int to) {
        return names.find(b, from, to);
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
}
