package io.jaildeps.architecture.offending.trace.truss;

/** A dialect that another leans on. */
public final class Dialect {
    private Dialect() {}
}
