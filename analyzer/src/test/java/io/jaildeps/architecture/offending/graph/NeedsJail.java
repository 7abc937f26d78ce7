package io.jaildeps.architecture.offending.graph;

import io.jaildeps.architecture.offending.jail.Kept;

/** One half of a cycle. */
public final class NeedsJail {
    public static final String STAGE = Kept.class.getName();

    private NeedsJail() {}
}
