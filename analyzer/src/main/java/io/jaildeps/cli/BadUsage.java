package io.jaildeps.cli;

/** A command line that asks for what can not be. */
final class BadUsage extends Exception {
    private static final long serialVersionUID = 1;

    BadUsage(String message) {
        super(message);
    }
}
