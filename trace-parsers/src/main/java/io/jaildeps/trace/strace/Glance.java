package io.jaildeps.trace.strace;

import io.jaildeps.trace.TraceEvent;
import org.jspecify.annotations.Nullable;

/**
 * What a line says by itself, when it is one whole call as nearly all are.
 *
 * @param pid as in {@link Prefix}
 * @param inBrackets as in {@link Prefix}
 * @param call of no line and no thread yet; null if nobody wants it
 */
record Glance(int pid, boolean inBrackets, CallNames.Name name, TraceEvent.@Nullable Call call) {}
