package io.jaildeps.architecture.offending.jail;

import io.jaildeps.architecture.offending.graph.NeedsJail;

/** The other half of a cycle. */
public final class NeedsGraph {
    public static final String STAGE = NeedsJail.class.getName();

    private NeedsGraph() {}
}
