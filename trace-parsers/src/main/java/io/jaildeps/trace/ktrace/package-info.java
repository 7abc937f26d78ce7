/**
 * The records of ktrace(1), as events: the binary {@code ktrace.out} of FreeBSD, DragonFly, NetBSD, OpenBSD and old Mac
 * OS X, read without kdump, and the text that kdump(1) prints of it. Comes in: the bytes of a trace. Goes out: {@link
 * io.jaildeps.trace.TraceEvent}. Entry classes: {@link io.jaildeps.trace.ktrace.KtraceParser} and {@link
 * io.jaildeps.trace.ktrace.KdumpParser}; {@link io.jaildeps.trace.ktrace.KtraceLayout} and {@link
 * io.jaildeps.trace.ktrace.KdumpSystem} tell from a file's beginning which system wrote it.
 *
 * <p>Binary: {@code RecordSource → RecordReader → CallJoiner → Delivery}. Text: {@code LineSource → KdumpHeader →
 * KdumpReader → CallJoiner → Delivery}.
 */
@NullMarked
package io.jaildeps.trace.ktrace;

import org.jspecify.annotations.NullMarked;
