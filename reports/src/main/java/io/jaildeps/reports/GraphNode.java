package io.jaildeps.reports;

/** One node of a graph to draw. @param id what edges call it, unique in the graph */
public record GraphNode(String id, String label, Kind kind) {
    public GraphNode {
        id = Visible.of(id);
        label = Visible.of(label);
    }

    /** What a node stands for. */
    public enum Kind {
        /** The program that the graph is about. */
        TARGET,
        FILE,
        DIRECTORY,
        SYMLINK,
        DEVICE,
        FIFO,
        MOUNT,
        SOCKET,
        /** Something that a reason names and the manifest does not hold. */
        UNKNOWN;

        static Kind of(EntryKind kind) {
            return valueOf(kind.name());
        }
    }
}
