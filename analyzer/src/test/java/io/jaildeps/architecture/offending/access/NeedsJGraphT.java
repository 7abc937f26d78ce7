package io.jaildeps.architecture.offending.access;

import org.jgrapht.Graph;

/** Another library of graphs than the one in graph. */
public final class NeedsJGraphT {
    public static final String GRAPH = Graph.class.getName();

    private NeedsJGraphT() {}
}
