package io.jaildeps.access.rule;

import io.jaildeps.access.PathUse;

/** A kind of probe that is no need. */
public interface IgnoreRule {
    /** The rule's name in manifests, in lower case with dashes. */
    String name();

    /** Why such a probe is no need: a sentence without a full stop. */
    String reason();

    /** True if it explains this use of a path that is not there. */
    boolean explains(PathUse use);
}
