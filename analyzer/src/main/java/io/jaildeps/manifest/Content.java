package io.jaildeps.manifest;

import java.util.List;
import java.util.TreeSet;

/** Where the bytes of a jail's file come from. */
public sealed interface Content {
    /** The host's file of the same path. */
    record Copy() implements Content {}

    /** No bytes: the program only looks at the file's existence, owner, mode or time. */
    record Empty() implements Content {}

    /**
     * The host's passwd, group, shadow or gshadow file, reduced to some names.
     *
     * @param keep names of users (of groups, in group and gshadow), sorted
     * @param passwords of those whose password hash is kept too, sorted; all others can not log in by password
     */
    record Users(List<String> keep, List<String> passwords) implements Content {
        public Users {
            keep = List.copyOf(new TreeSet<>(keep));
            passwords = List.copyOf(new TreeSet<>(passwords));
        }

        /** Without any password hash. */
        public Users(List<String> keep) {
            this(keep, List.of());
        }
    }

    /** An ld.so.cache(8) made for the libraries of the jail. */
    record LoaderCache() implements Content {}
}
