package io.jaildeps.architecture.offending.jail;

/** Offends nobody. */
public final class Kept {
    private Kept() {}
}
