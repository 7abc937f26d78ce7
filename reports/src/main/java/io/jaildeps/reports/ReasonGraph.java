package io.jaildeps.reports;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The graph that a manifest's reasons tell: {@code /bin/ls} needs what was {@code opened by /bin/ls}. */
public final class ReasonGraph {
    private final Map<String, GraphNode.Kind> kinds = new TreeMap<>();
    private final List<GraphEdge> edges = new ArrayList<>();

    private ReasonGraph() {}

    /** A node for all that is needed or named in a reason, an edge for each reason that names a path. */
    public static GraphReport of(ManifestReport report) {
        ReasonGraph graph = new ReasonGraph();
        report.entries().forEach(entry -> graph.kinds.put(entry.path(), GraphNode.Kind.of(entry.kind())));
        report.mounts().forEach(mount -> graph.kinds.put(mount.path(), GraphNode.Kind.MOUNT));
        report.sockets().forEach(socket -> graph.kinds.put(socket.path(), GraphNode.Kind.SOCKET));
        String target = report.target().command().get(0);
        graph.kinds.put(target, GraphNode.Kind.TARGET);

        Set<String> known = Set.copyOf(graph.kinds.keySet());
        report.entries().forEach(entry -> graph.edges(entry.path(), entry.why(), known));
        report.mounts().forEach(mount -> graph.edges(mount.path(), mount.why(), known));
        report.sockets().forEach(socket -> graph.edges(socket.path(), socket.why(), known));
        return new GraphReport(
                target,
                graph.kinds.entrySet().stream()
                        .map(node -> new GraphNode(node.getKey(), node.getKey(), node.getValue()))
                        .toList(),
                graph.edges);
    }

    private void edges(String path, List<String> why, Set<String> known) {
        for (String text : why) {
            Reason.parse(text, known).ifPresent(reason -> {
                kinds.putIfAbsent(reason.path(), GraphNode.Kind.UNKNOWN);
                if (!reason.path().equals(path)) {
                    edges.add(new GraphEdge(reason.path(), path, reason.phrase()));
                }
            });
        }
    }
}
