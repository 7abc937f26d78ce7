package io.jaildeps.graph;

import io.jaildeps.path.JailPath;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jgrapht.Graph;
import org.jgrapht.graph.DirectedPseudograph;
import org.jspecify.annotations.Nullable;

/** Paths and the reasons that lead from one to the next. Every path was reached, directly or not, from the target. */
public final class DependencyGraph {
    /** An edge is its identity: two reasons may join the same paths. */
    private record Edge(JailPath from, JailPath to, Reason reason) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Edge that
                    && from.equals(that.from)
                    && to.equals(that.to)
                    && reason.equals(that.reason);
        }

        @Override
        public int hashCode() {
            return 31 * (31 * from.hashCode() + to.hashCode()) + reason.hashCode();
        }
    }

    private final Graph<JailPath, Edge> graph = new DirectedPseudograph<>(Edge.class);
    private final Map<JailPath, Need> needs = new HashMap<>();

    DependencyGraph() {
        graph.addVertex(JailPath.ROOT);
    }

    /**
     * Adds a path or a further reason for it.
     *
     * @return true if the path is new, or its content is needed for the first time
     */
    boolean add(JailPath path, Need need, Reason reason) {
        JailPath from = reason.from().orElse(JailPath.ROOT);
        graph.addVertex(from);
        graph.addVertex(path);
        graph.addEdge(from, path, new Edge(from, path, reason));
        Need before = needs.get(path);
        if (before == null || before.compareTo(need) < 0) {
            needs.put(path, need);
            return true;
        }
        return false;
    }

    /** The paths that the jail must have, sorted, with what is needed of each. */
    public SortedMap<JailPath, Need> needs() {
        return new TreeMap<>(needs);
    }

    public boolean needs(JailPath path) {
        return needs.containsKey(path);
    }

    /** The reasons for a path, sorted by their text. */
    public List<String> why(JailPath path) {
        if (!graph.containsVertex(path)) {
            return List.of();
        }
        SortedSet<String> texts = new TreeSet<>();
        graph.incomingEdgesOf(path).forEach(edge -> texts.add(edge.reason().toString()));
        return List.copyOf(texts);
    }

    /** The paths from which a reason leads to {@code path}. */
    public Set<JailPath> origins(JailPath path) {
        Set<JailPath> origins = new TreeSet<>();
        if (graph.containsVertex(path)) {
            graph.incomingEdgesOf(path).forEach(edge -> edge.reason().from().ifPresent(origins::add));
        }
        return origins;
    }
}
