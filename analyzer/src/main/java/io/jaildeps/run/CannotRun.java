package io.jaildeps.run;

/** This system can not run the program as it was asked to, or would not confine it. Nothing of the jail has run. */
public final class CannotRun extends Exception {
    private static final long serialVersionUID = 1;

    public CannotRun(String message) {
        super(message);
    }
}
