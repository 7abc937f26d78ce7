/**
 * What the analyzer's stages return, as the records that are published. Comes in: manifests, outcomes, builds, closures.
 * Goes out: the records of {@code io.jaildeps.reports}, in which a path's bytes have become text for people.
 */
@NullMarked
package io.jaildeps.publish;

import org.jspecify.annotations.NullMarked;
