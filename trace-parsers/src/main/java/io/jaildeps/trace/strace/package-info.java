/**
 * The output of strace(1) on Linux, all versions from 4.x on, as events. Comes in: the bytes of a trace, written with
 * {@code -o} or caught from standard error, one file or a {@code -ff} set. Goes out: {@link
 * io.jaildeps.trace.TraceEvent}. Entry classes: {@link io.jaildeps.trace.strace.StraceParser} for one stream, {@link
 * io.jaildeps.trace.strace.StraceFiles} for a set of files, {@link io.jaildeps.trace.Compounds} for what stands
 * inside a structure.
 *
 * <p>Lines flow {@code LineSource → Prefix → LineReader → PartialCalls → CallText → Delivery}. All of it works on bytes
 * in place; text is made only of what is delivered.
 */
@NullMarked
package io.jaildeps.trace.strace;

import org.jspecify.annotations.NullMarked;
