/**
 * What a target depends on, and why. Comes in: accesses, the tree of files that they were made in, and what ELF files
 * say. Goes out: {@link io.jaildeps.graph.DependencyGraph}, where every path is reached from the target by edges that
 * carry a reason, and what was left out of it.
 */
@NullMarked
package io.jaildeps.graph;

import org.jspecify.annotations.NullMarked;
