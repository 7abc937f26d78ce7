package io.jaildeps.access;

import io.jaildeps.trace.Arg;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;

/** The users and groups whose rights processes took, see credentials(7). */
final class TakenIds {
    private final SortedSet<Long> users = new TreeSet<>();
    private final SortedSet<Long> groups = new TreeSet<>();

    // setresuid(-1, 33, -1) = 0
    void users(CallArgs args) {
        ids(args, users);
    }

    void groups(CallArgs args) {
        ids(args, groups);
    }

    /** @param into gets every argument but -1, which leaves an id as it is */
    private static void ids(CallArgs args, SortedSet<Long> into) {
        for (int i = 0; i < args.call().args().size(); i++) {
            OptionalInt id = args.number(i);
            if (id.isPresent() && id.getAsInt() != -1) {
                into.add(id.getAsInt() & 0xffffffffL);
            }
        }
    }

    // setgroups(2, [33, 1000]) = 0
    void supplementary(CallArgs args) {
        if (args.given(1) instanceof Arg.Compound list) {
            for (String word : list.text().split("[^0-9]+")) {
                if (!word.isEmpty() && word.length() < 11) {
                    groups.add(Long.parseLong(word));
                }
            }
        }
    }

    SortedSet<Long> users() {
        return new TreeSet<>(users);
    }

    SortedSet<Long> groups() {
        return new TreeSet<>(groups);
    }
}
