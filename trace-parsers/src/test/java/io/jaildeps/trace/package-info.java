/** Tests of what all trace formats share. */
@NullMarked
package io.jaildeps.trace;

import org.jspecify.annotations.NullMarked;
