/**
 * The loop: host pass, graph, manifest, jail, jail pass, verdict, and again until the verdict is clean or nothing is left
 * to add. Comes in: a {@link io.jaildeps.build.BuildRequest}. Goes out: a {@link io.jaildeps.build.BuildOutcome}.
 */
@NullMarked
package io.jaildeps.build;

import org.jspecify.annotations.NullMarked;
