package io.jaildeps.json;

/** A text that is not JSON as RFC 8259 has it, or that names a field twice. */
public final class BadJson extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;

    /** @param reason one line, fit for a terminal */
    BadJson(int line, String reason) {
        super(reason);
        this.line = line;
    }

    /** Where in the text; the first line is 1. */
    public int line() {
        return line;
    }
}
