/** Tests of the detection of formats, on lines quoted here and on recorded traces. */
@NullMarked
package io.jaildeps.trace.any;

import org.jspecify.annotations.NullMarked;
