package io.jaildeps.trace;

import java.util.Set;

/**
 * Which calls a reader of a trace wants. A parser may skip the others without looking at their arguments, which is
 * most of its work on a full trace; it counts them.
 */
public sealed interface CallFilter {
    /** Every call. */
    record All() implements CallFilter {}

    /** Only calls of these names. */
    record Only(Set<String> names) implements CallFilter {
        public Only {
            names = Set.copyOf(names);
        }
    }

    default boolean wants(String name) {
        return !(this instanceof Only only) || only.names().contains(name);
    }
}
