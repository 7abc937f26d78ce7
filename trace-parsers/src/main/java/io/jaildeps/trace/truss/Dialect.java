package io.jaildeps.trace.truss;

/** In what System V's tracers differ: truss of Solaris, illumos and AIX, and tusc of HP-UX. */
interface Dialect {
    /** Whose line {@code [from, to)} is, and where its event begins. */
    void readPrefix(byte[] b, int from, int to, Origin origin);

    /** What stands behind a call's arguments; false if the line does not end as a call does. */
    boolean readEnd(byte[] b, int from, int to, CallEnd end);

    /** Whether the line is the tracer's word about itself or the process. */
    boolean isNote(byte[] b, int from, int to);

    /** The bytes of a string, without its quotes, one per char. */
    String text(byte[] b, int from, int to);

    /** True if the word is what the kernel calls AT_FDCWD. */
    boolean isWorkingDirectory(byte[] b, int from, int to);
}
