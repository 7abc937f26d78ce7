package io.jaildeps.architecture.offending.jail;

/** Prints from a stage. */
public final class Prints {
    private Prints() {}

    public static void print() {
        System.out.println("jail");
    }
}
