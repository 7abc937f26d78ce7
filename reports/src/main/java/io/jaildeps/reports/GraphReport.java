package io.jaildeps.reports;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A dependency graph to draw; sorted, so that equal graphs are equal bytes. */
public record GraphReport(String title, List<GraphNode> nodes, List<GraphEdge> edges) {
    /** The version of the JSON form. */
    public static final int SCHEMA = 1;

    /** @throws IllegalArgumentException if two nodes have one id, or an edge ends at no node */
    public GraphReport {
        title = Visible.of(title);
        nodes = nodes.stream().sorted(Comparator.comparing(GraphNode::id)).toList();
        edges = edges.stream().distinct().sorted(GraphEdge.ORDER).toList();
        Set<String> ids = nodes.stream().map(GraphNode::id).collect(Collectors.toSet());
        if (ids.size() != nodes.size()) {
            throw new IllegalArgumentException("two nodes with one id");
        }
        for (GraphEdge edge : edges) {
            if (!ids.contains(edge.from()) || !ids.contains(edge.to())) {
                throw new IllegalArgumentException("no node for an end of " + edge);
            }
        }
    }
}
