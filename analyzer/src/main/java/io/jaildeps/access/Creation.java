package io.jaildeps.access;

/** Whether a call may make the path that it names. */
public enum Creation {
    NEVER,
    /** O_CREAT: made if it is absent. */
    IF_ABSENT,
    /** O_CREAT with O_EXCL, mkdir(2), bind(2): it was absent, or the call fails. */
    ALWAYS
}
