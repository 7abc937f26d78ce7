package io.jaildeps.jail;

import io.jaildeps.path.JailPath;

/** What a build would do to a path of a jail that stands. @param what in words, empty where the kind says it all */
public record Change(JailPath path, Kind kind, String what) {
    /** Ways in which a jail changes. */
    public enum Kind {
        /** The jail has it not. */
        NEW,
        /** It is made anew, and other than it is. */
        CHANGED,
        /** It was made by the last build, and no entry asks for it any more. */
        GONE,
        /** This host has it not any more; what a link of the manifest leads to now takes its place. */
        REPLACED
    }
}
