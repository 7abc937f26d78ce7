package io.jaildeps.suggest;

/** A rule file that can not be read. The message says which and where, and is fit for a terminal. */
public final class BadRule extends Exception {
    private static final long serialVersionUID = 1;

    BadRule(String message) {
        super(message);
    }
}
