package io.jaildeps.graph;

/**
 * What the loop adds when a jail does not work and no missing path says why; the smallest first. Each explains itself in
 * the reasons of what it added.
 */
public enum Step {
    /** Paths that the jailed run looked at in vain. */
    LOOKED_AT_IN_JAIL("the jailed run looked for it"),
    /** Files that were looked at in directories that the target lists: python never asks for what a list lacks. */
    LOOKED_AT_IN_LISTED("looked at in a listed directory"),
    /** Files that earlier runs left and this one updates or replaces. */
    STATE("state of earlier runs"),
    /** All that was looked at. */
    LOOKED_AT("looked at"),
    /** File systems that the kernel makes up. */
    MOUNTS("mounted"),
    /** All users and groups. */
    ALL_USERS("all users"),
    /** The files in the directories that the target lists. */
    LISTED("listed");

    private final String words;

    Step(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
