package io.jaildeps.architecture.offending.util;

/** A kind and not a stage, and not null-marked. */
public final class Misplaced {
    private Misplaced() {}
}
