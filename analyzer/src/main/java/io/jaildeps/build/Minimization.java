package io.jaildeps.build;

/** Removes from a manifest what its proof does without. */
public final class Minimization {
    /** The rule by whose name a manifest tells what was removed from it. */
    public static final String RULE = "minimized";

    private Minimization() {}
}
