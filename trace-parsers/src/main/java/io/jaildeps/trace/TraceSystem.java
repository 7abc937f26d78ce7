package io.jaildeps.trace;

/** The kernel that a trace was recorded on: it gives calls, flags and positions of arguments their meaning. */
public enum TraceSystem {
    LINUX,
    FREEBSD,
    DRAGONFLY,
    NETBSD,
    OPENBSD,
    /** illumos and Solaris. */
    ILLUMOS,
    AIX,
    HPUX,
    MACOS
}
