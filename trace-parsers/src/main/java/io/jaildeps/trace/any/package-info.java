/**
 * Any tracer's output. Comes in: the first bytes of a file. Goes out: which tracer of which system wrote it, and the
 * parser for it. The one package that knows all dialects.
 */
@NullMarked
package io.jaildeps.trace.any;

import org.jspecify.annotations.NullMarked;
