package io.jaildeps.reports;

import java.util.List;

/**
 * A graph in the DOT language of Graphviz. Every id and label is a quoted string; targets stand first, and what a node
 * needs stands to its right.
 */
public final class DotRenderer {
    public String render(GraphReport graph) {
        StringBuilder out = new StringBuilder();
        out.append("digraph ").append(quote(graph.title())).append(" {\n");
        out.append("  graph [charset=\"UTF-8\", rankdir=LR];\n");
        out.append("  node [shape=box, fontname=\"monospace\", fontsize=10];\n");
        out.append("  edge [fontsize=8];\n");
        for (GraphNode node : graph.nodes()) {
            out.append("  ").append(quote(node.id())).append(" [label=").append(label(node.label()));
            out.append(style(node.kind())).append("];\n");
        }
        List<GraphNode> targets = graph.nodes().stream()
                .filter(node -> node.kind() == GraphNode.Kind.TARGET)
                .toList();
        if (!targets.isEmpty()) {
            out.append("  { rank=min;");
            targets.forEach(node -> out.append(' ').append(quote(node.id())).append(';'));
            out.append(" }\n");
        }
        for (GraphEdge edge : graph.edges()) {
            out.append("  ").append(quote(edge.from())).append(" -> ").append(quote(edge.to()));
            out.append(" [label=").append(label(edge.reason())).append("];\n");
        }
        return out.append("}\n").toString();
    }

    private static String style(GraphNode.Kind kind) {
        return switch (kind) {
            case TARGET -> ", style=bold";
            case FILE -> "";
            case DIRECTORY -> ", shape=folder";
            case SYMLINK -> ", shape=cds";
            case DEVICE -> ", shape=component";
            case FIFO -> ", shape=larrow";
            case MOUNT -> ", shape=cylinder";
            case SOCKET -> ", shape=hexagon";
            case UNKNOWN -> ", style=dashed";
        };
    }

    /**
     * A double-quoted ID of the DOT grammar. A backslash is doubled: before a quote it would otherwise hide the quote,
     * at the end of a line it would join lines.
     */
    private static String quote(String id) {
        return '"' + id.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** In a label, escapes and the character references of HTML count too, on top of the grammar. */
    private static String label(String text) {
        return quote(text.replace("&", "&amp;"));
    }
}
