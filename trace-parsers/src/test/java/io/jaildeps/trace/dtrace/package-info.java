/** Tests of the readers of dtruss and fs_usage, on lines quoted here and on recorded traces. */
@NullMarked
package io.jaildeps.trace.dtrace;

import org.jspecify.annotations.NullMarked;
