/**
 * What holds of every parser whatever the bytes are. Comes in: bytes, of seeds or of a fuzzer. Goes out: nothing, or an
 * AssertionError. Nothing here needs the fuzzer: it is of the profile {@code fuzz} and calls {@link FuzzEntry}.
 */
@NullMarked
package io.jaildeps.trace.fuzz;

import org.jspecify.annotations.NullMarked;
