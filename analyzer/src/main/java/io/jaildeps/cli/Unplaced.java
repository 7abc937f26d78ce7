package io.jaildeps.cli;

import io.jaildeps.access.AccessReader;

/**
 * Paths of a trace that are no accesses, as what they start from is not known.
 *
 * @param withoutCwd relative ones, whose directory is not known
 * @param withoutRoot absolute ones, whose root is not known
 * @param orphans threads whose makers are not known
 */
record Unplaced(long withoutCwd, long withoutRoot, int orphans) {
    static final Unplaced NONE = new Unplaced(0, 0, 0);

    /** With those of a reader that has finished. */
    Unplaced and(AccessReader reader) {
        return new Unplaced(
                withoutCwd + reader.withoutCwd(), withoutRoot + reader.withoutRoot(), orphans + reader.orphans());
    }
}
