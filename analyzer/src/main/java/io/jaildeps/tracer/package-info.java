/**
 * Runs a target under a system-call tracer. Comes in: what to run and where. Goes out: the raw trace as a stream that
 * grows while the target lives, and how it ended. Follows strace(1), unshare(1), chroot(1) and taskset(1).
 */
@NullMarked
package io.jaildeps.tracer;

import org.jspecify.annotations.NullMarked;
