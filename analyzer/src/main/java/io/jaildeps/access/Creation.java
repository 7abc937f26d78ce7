package io.jaildeps.access;

/** What a call that names a path does about something being there, or not. */
public enum Creation {
    NEVER,
    /** O_TRUNC alone: what is there is emptied. */
    EMPTIES,
    /** O_CREAT: made if it is absent. */
    IF_ABSENT,
    /** O_CREAT with O_TRUNC: made if it is absent, else emptied. */
    ANEW,
    /** O_CREAT with O_EXCL, mkdir(2), bind(2): it was absent, or the call fails. */
    ALWAYS;

    /** Whether the call may make the path. */
    public boolean mayMake() {
        return this == IF_ABSENT || this == ANEW || this == ALWAYS;
    }

    /** Whether nothing of what was there is left. */
    boolean beginsAnew() {
        return this == EMPTIES || this == ANEW || this == ALWAYS;
    }
}
