package io.jaildeps.architecture.offending.jail;

import org.apache.commons.exec.Executor;

/** A second way to run processes. */
public final class NeedsCommonsExec {
    public static final String EXECUTOR = Executor.class.getName();

    private NeedsCommonsExec() {}
}
