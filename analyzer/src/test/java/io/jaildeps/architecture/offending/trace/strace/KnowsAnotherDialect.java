package io.jaildeps.architecture.offending.trace.strace;

import io.jaildeps.architecture.offending.trace.truss.Dialect;

/** A dialect that leans on another. */
public final class KnowsAnotherDialect {
    public static final String CALL = Dialect.class.getName();

    private KnowsAnotherDialect() {}
}
