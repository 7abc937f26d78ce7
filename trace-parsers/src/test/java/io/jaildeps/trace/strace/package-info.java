/** Tests of the strace reader, on lines quoted here and on recorded traces. */
@NullMarked
package io.jaildeps.trace.strace;

import org.jspecify.annotations.NullMarked;
