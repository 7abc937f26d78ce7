package io.jaildeps.architecture.offending.access;

import io.jaildeps.architecture.offending.jail.Kept;

/** A stage that knows what comes after it. */
public final class KnowsALaterStage {
    public static final String STAGE = Kept.class.getName();

    private KnowsALaterStage() {}
}
