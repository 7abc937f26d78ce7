package io.jaildeps.elf;

import io.jaildeps.path.JailPath;

/** What asking for a program's libraries gave. */
public sealed interface LoadResult permits Closure, LoadResult.Absent, LoadResult.NotLoadable {

    /** No such program. */
    record Absent(JailPath program, Location.Absent location) implements LoadResult {}

    /**
     * It is no file that a loader takes: not ELF, broken, or ELF of another type such as an object file.
     *
     * @param reason fit for a terminal
     */
    record NotLoadable(JailPath program, String reason) implements LoadResult {
        @Override
        public String toString() {
            return "cannot load " + program + ": " + reason;
        }
    }
}
