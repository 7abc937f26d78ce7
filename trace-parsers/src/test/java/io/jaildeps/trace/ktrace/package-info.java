/** Tests of the readers of ktrace and kdump, on records made here and on recorded traces. */
@NullMarked
package io.jaildeps.trace.ktrace;

import org.jspecify.annotations.NullMarked;
