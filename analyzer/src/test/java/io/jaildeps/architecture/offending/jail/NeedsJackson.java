package io.jaildeps.architecture.offending.jail;

import com.fasterxml.jackson.core.JsonFactory;

/** JSON where there is none. */
public final class NeedsJackson {
    public static final JsonFactory FACTORY = new JsonFactory();

    private NeedsJackson() {}
}
