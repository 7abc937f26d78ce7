package io.jaildeps.access;

/**
 * What a call wants of one path.
 *
 * @param follows true if a symbolic link in the last component is followed
 * @param end what came of it
 */
record PathAccess(AccessKind kind, Creation creation, boolean follows, GivenPath given, End end) {
    /** What came of one of a call's paths. */
    enum End {
        /** What came of the call. */
        OF_CALL,
        /** It was there: the kernel went on to the next. */
        FOUND,
        /** It was not there, and the kernel went on to the next. */
        ABSENT
    }

    PathAccess(AccessKind kind, Creation creation, boolean follows, GivenPath given) {
        this(kind, creation, follows, given, End.OF_CALL);
    }
}
