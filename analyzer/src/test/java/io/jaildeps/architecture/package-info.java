/**
 * The arrows of the design as tests. {@link io.jaildeps.architecture.Rules} holds them for the packages below any root;
 * the package {@code offending} is such a root, in which each rule is broken once.
 */
@NullMarked
package io.jaildeps.architecture;

import org.jspecify.annotations.NullMarked;
