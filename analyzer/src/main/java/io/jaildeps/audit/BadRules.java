package io.jaildeps.audit;

/** A file of rules that can not be used. The message is fit for a terminal. */
public final class BadRules extends Exception {
    private static final long serialVersionUID = 1;

    BadRules(String message) {
        super(message);
    }
}
