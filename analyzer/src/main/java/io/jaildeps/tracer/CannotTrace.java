package io.jaildeps.tracer;

/** The tracer is missing or not permitted, or a tool that the run needs is. */
public final class CannotTrace extends Exception {
    private static final long serialVersionUID = 1;

    public CannotTrace(String message) {
        super(message);
    }
}
