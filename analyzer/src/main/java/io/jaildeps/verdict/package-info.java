/**
 * Runs a target once, on the host or in the jail, and judges the jailed run by the host's. Comes in: what to run, when it
 * is ready and how it is exercised. Goes out: {@link io.jaildeps.verdict.PassResult}, and of two of them a {@link
 * io.jaildeps.verdict.Verdict}.
 */
@NullMarked
package io.jaildeps.verdict;

import org.jspecify.annotations.NullMarked;
