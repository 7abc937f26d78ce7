package io.jaildeps.build;

import io.jaildeps.access.Accesses;
import io.jaildeps.access.PathUse;
import io.jaildeps.path.JailPath;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which paths a target asks for and makes, learned from two runs. A third run that asks for others has missed something
 * and falls back on something else; one that makes what is usually there, as python its caches, has missed it too. Numbers
 * in names do not count, nor what is in a directory where already these two runs differ: temporary files.
 */
final class UsualWays {
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");

    private final Set<Way> usual = new HashSet<>();
    private final Set<JailPath> unsteady = new HashSet<>();

    /** @param path without its numbers */
    private record Way(JailPath path, boolean made) {
        static Way of(PathUse use) {
            String bytes = use.asked().lexical().bytes();
            return new Way(JailPath.ofBytes(NUMBER.matcher(bytes).replaceAll("#")), use.made());
        }
    }

    UsualWays(Accesses one, Accesses other) {
        Set<Way> first = ways(one);
        Set<Way> second = ways(other);
        usual.addAll(first);
        usual.addAll(second);
        for (Way way : usual) {
            if (first.contains(way) != second.contains(way)) {
                unsteady.add(way.path().parent());
            }
        }
    }

    private static Set<Way> ways(Accesses run) {
        Set<Way> ways = new HashSet<>();
        run.uses().forEach(use -> ways.add(Way.of(use)));
        return ways;
    }

    /** Whether another run goes no other way. */
    boolean areAllOf(Accesses run) {
        return ways(run).stream()
                .allMatch(way ->
                        usual.contains(way) || unsteady.contains(way.path().parent()));
    }
}
