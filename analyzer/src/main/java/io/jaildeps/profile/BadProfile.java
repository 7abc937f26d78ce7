package io.jaildeps.profile;

/** A profile that can not be read, or does not fit this system. */
public final class BadProfile extends Exception {
    private static final long serialVersionUID = 1;

    BadProfile(String message) {
        super(message);
    }
}
