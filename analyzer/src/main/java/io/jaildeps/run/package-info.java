/**
 * Runs a program in a jail with its privileges dropped. Comes in: a jail, what to run in it, as whom, and what the jail's
 * manifest mounts. Goes out: a process that can not come back, its signals and its status. Follows chroot(2), setpriv(1),
 * unshare(1) and capabilities(7); the order of what is done is told in {@code docs/run.md}.
 */
@NullMarked
package io.jaildeps.run;

import org.jspecify.annotations.NullMarked;
