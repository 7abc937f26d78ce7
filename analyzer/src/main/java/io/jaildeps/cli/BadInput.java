package io.jaildeps.cli;

/** An input that can not be read, or is not what it should be. */
final class BadInput extends Exception {
    private static final long serialVersionUID = 1;

    BadInput(String message) {
        super(message);
    }
}
