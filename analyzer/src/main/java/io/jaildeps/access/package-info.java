/**
 * What a run did with which path. Comes in: trace events. Goes out: {@link io.jaildeps.access.FileAccess} with the path
 * made absolute by the caller's working directory, descriptors and root, and {@link io.jaildeps.access.RunFacts}.
 * Follows path_resolution(7), clone(2) and the man page of each call; the calls of each
 * system are listed in its {@code calls-SYSTEM.tsv}, the constants of all in {@code numbers.tsv}.
 */
@NullMarked
package io.jaildeps.access;

import org.jspecify.annotations.NullMarked;
