/**
 * What a system-call tracer recorded, as events: syntax, no meaning. Comes in: the bytes of a trace. Goes out: a stream
 * of {@link io.jaildeps.trace.TraceEvent}. Working directories, descriptors and forks are the next stage's.
 */
@NullMarked
package io.jaildeps.trace;

import org.jspecify.annotations.NullMarked;
