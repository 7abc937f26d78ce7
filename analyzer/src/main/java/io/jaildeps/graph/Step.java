package io.jaildeps.graph;

/**
 * What the loop adds when a jail does not work and no missing path says why; the smallest first. Each explains itself in
 * the reasons of what it added.
 */
public enum Step {
    /**
     * Existence of what was looked at below a directory that an argument names. Not for a jail that fails, but for one
     * that works and says something else than the host.
     */
    NAMED("looked at below a named directory", "what was looked at below a named directory"),
    /** Paths that the jailed run looked at in vain. */
    LOOKED_AT_IN_JAIL("the jailed run looked for it", "what the jailed run looked for"),
    /** Files that were looked at in directories that the target lists: python never asks for what a list lacks. */
    LOOKED_AT_IN_LISTED("looked at in a listed directory", "what was looked at in listed directories"),
    /** Files that earlier runs left and this one updates or replaces. */
    STATE("state of earlier runs", "the state of earlier runs"),
    /** All that was looked at. */
    LOOKED_AT("looked at", "all that was looked at"),
    /** Owners and modes of the host: some programs use only what is their own. */
    OWNERS("owned and writable as on the host", "the host's owners and modes"),
    /** The proc file system: $ORIGIN of libraries, descriptors, the process itself. */
    PROC("in proc", "/proc"),
    /** The other file systems that the kernel makes up. */
    MOUNTS("in file systems of the kernel", "the kernel's other file systems"),
    /** The password hashes of the users that are kept: somebody logs in by password. */
    PASSWORDS("password hashes", "password hashes"),
    /** All users and groups. */
    ALL_USERS("all users", "all users"),
    /** The files in the directories that the target lists. */
    LISTED("listed", "what listed directories hold");

    private final String words;
    private final String adds;

    Step(String words, String adds) {
        this.words = words;
        this.adds = adds;
    }

    /** Why it is there: {@code looked at}. */
    public String words() {
        return words;
    }

    /** What comes with it: {@code all that was looked at}. */
    public String adds() {
        return adds;
    }
}
