package io.jaildeps.reports;

import java.util.Comparator;

/** {@code from} needs {@code to}, and why: {@code opened by}. Both are ids of nodes. */
public record GraphEdge(String from, String to, String reason) {
    static final Comparator<GraphEdge> ORDER =
            Comparator.comparing(GraphEdge::from).thenComparing(GraphEdge::to).thenComparing(GraphEdge::reason);

    public GraphEdge {
        from = Visible.of(from);
        to = Visible.of(to);
        reason = Visible.of(reason);
    }
}
