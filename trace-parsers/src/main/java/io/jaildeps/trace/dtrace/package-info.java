/**
 * What macOS's tracers print, and dtruss elsewhere. Comes in: the text of dtruss (DTraceToolkit's, so also of Solaris and
 * FreeBSD) or fs_usage. Goes out: events with a call's arguments where the call has them.
 */
@NullMarked
package io.jaildeps.trace.dtrace;

import org.jspecify.annotations.NullMarked;
