package io.jaildeps.cli;

/** The target does not work on the host itself, so nothing can be said of its jail. */
final class FailsHere extends Exception {
    private static final long serialVersionUID = 1;

    FailsHere(String message) {
        super(message);
    }
}
