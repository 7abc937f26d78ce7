/** Tests of the readers of truss and tusc, on lines quoted here and on recorded traces. */
@NullMarked
package io.jaildeps.trace.truss;

import org.jspecify.annotations.NullMarked;
