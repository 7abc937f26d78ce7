package io.jaildeps.graph;

/** What of a file is needed; the later includes the earlier. */
public enum Need {
    /** That it is there, with its type, mode and owner. */
    EXISTENCE,
    /** Its bytes. */
    CONTENT
}
