package io.jaildeps.build;

import io.jaildeps.jail.BuildResult;

/** The proving jail can not be made on this host. */
public final class CannotBuild extends Exception {
    private static final long serialVersionUID = 1;

    private final transient BuildResult.Refused refused;

    CannotBuild(BuildResult.Refused refused) {
        super(String.join("; ", refused.problems()));
        this.refused = refused;
    }

    public BuildResult.Refused refused() {
        return refused;
    }
}
