package io.jaildeps.access;

import io.jaildeps.trace.Pid;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds search walks: one thread fails for the same base name in several directories and then hits, as execvp(3), ld.so(8)
 * and the import of every scripting language do. Keeps the running failures of each thread and base name only.
 */
final class SearchWalks {
    /** How many names one thread may be searching at a time: python tries four suffixes in each directory. */
    private static final int MAX_NAMES = 16;

    private static final int MAX_PLACES = 1000;

    /** How many threads may be searching at a time. */
    private static final int MAX_THREADS = 256;

    private final Map<Pid, Map<String, List<PathUse>>> failing = new Recent<>(MAX_THREADS);

    private @Nullable Pid last;
    /** The failing names of the last one. */
    private Map<String, List<PathUse>> names = Map.of();

    void see(FileAccess access, PathUse use) {
        if (!access.actor().pid().equals(last)) {
            last = access.actor().pid();
            names = failing.computeIfAbsent(last, pid -> new Recent<>(MAX_NAMES));
        }
        String stem = use.stem();
        if (access.absent()) {
            List<PathUse> places = names.computeIfAbsent(stem, name -> new ArrayList<>(4));
            if (places.size() < MAX_PLACES) {
                places.add(use);
            }
        } else if (access.succeeded()) {
            List<PathUse> places = names.isEmpty() ? null : names.remove(stem);
            if (places != null && isElsewhere(places, use)) {
                walked(places, use);
            }
        }
    }

    /** In the same directory it is no search: {@code ld.so.preload} is not {@code ld.so.cache}. */
    private static boolean isElsewhere(List<PathUse> places, PathUse hit) {
        for (PathUse place : places) {
            if (!place.isBeside(hit)) {
                return true;
            }
        }
        return false;
    }

    private static void walked(List<PathUse> places, PathUse hit) {
        for (PathUse place : places) {
            if (place != hit) {
                place.markWalkedPast();
            }
        }
        hit.markHitAfterWalk();
    }

    /** The name without what search walks vary: {@code json.cpython-311.so}, {@code json.py} and {@code json} are one. */
    static String stem(String name) {
        int dot = name.indexOf('.', 1);
        return dot < 0 ? name : name.substring(0, dot);
    }

    /** The least recently used goes first: neither the names of a thread nor the threads of a run grow with the trace. */
    private static final class Recent<K, V> extends LinkedHashMap<K, V> {
        private static final long serialVersionUID = 1;

        private final int most;

        Recent(int most) {
            super(16, 0.75f, true);
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > most;
        }
    }
}
