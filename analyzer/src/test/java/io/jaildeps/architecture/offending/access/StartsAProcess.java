package io.jaildeps.architecture.offending.access;

/** A process that nobody ends. */
public final class StartsAProcess {
    private StartsAProcess() {}

    public static ProcessBuilder builder() {
        return new ProcessBuilder("true");
    }
}
