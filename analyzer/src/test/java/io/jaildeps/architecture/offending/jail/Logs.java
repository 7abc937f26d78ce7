package io.jaildeps.architecture.offending.jail;

import java.util.logging.Logger;

/** A log that nobody reads. */
public final class Logs {
    public static final String LOGGER = Logger.class.getName();

    private Logs() {}
}
