package io.jaildeps.architecture.offending.trace;

import com.fasterxml.jackson.core.JsonFactory;

/** A parser with a library. */
public final class NeedsJackson {
    public static final JsonFactory FACTORY = new JsonFactory();

    private NeedsJackson() {}
}
