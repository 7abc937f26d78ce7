package io.jaildeps.trace;

import java.util.Set;

/**
 * Which calls a reader of a trace wants. A parser may skip the others without looking at their arguments, which is
 * most of its work on a full trace; it counts them.
 */
public sealed interface CallFilter {
    /** Every call. */
    record All() implements CallFilter {}

    /**
     * Only calls of these names.
     *
     * @param byPath of these, those are not wanted that give a descriptor and an empty path: {@code newfstatat(3, "",
     *     …, AT_EMPTY_PATH)} is most programs' most frequent call. A parser may deliver them all the same
     */
    record Only(Set<String> names, Set<String> byPath) implements CallFilter {
        public Only {
            names = Set.copyOf(names);
            byPath = Set.copyOf(byPath);
        }

        public Only(Set<String> names) {
            this(names, Set.of());
        }
    }

    /** True if a call of this name is not wanted when it is about a descriptor. */
    default boolean wantsOnlyPaths(String name) {
        return this instanceof Only only && only.byPath().contains(name);
    }

    /** Whoever wants some calls wants those as well of which nobody knows what they are. */
    default boolean wants(String name) {
        return !(this instanceof Only only)
                || only.names().contains(name)
                || !only.names().isEmpty() && UnknownCalls.isNumber(name);
    }
}
