package io.jaildeps.architecture.offending.reports;

import io.jaildeps.architecture.offending.jail.Kept;

/** A report with a class of the analyzer. */
public final class KnowsAStage {
    public static final String STAGE = Kept.class.getName();

    private KnowsAStage() {}
}
