package io.jaildeps.audit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which files of pam.d(5) include themselves, at last. libpam then gives up, and nobody logs in. What a line of one type
 * includes counts for that type only.
 */
final class PamIncludes {
    /** A file, and for which type its lines count; all if it is empty. */
    private record Node(String file, String type) {}

    /** @param target the file that is included; @param type of the line, empty for {@code @include} */
    private record Include(String target, String type) {}

    private final Map<String, List<Include>> includes = new HashMap<>();

    /** @param type of the line, empty for {@code @include} */
    void add(String file, String target, String type) {
        includes.computeIfAbsent(file, first -> new ArrayList<>()).add(new Include(target, type));
    }

    /** The files that are in a circle. */
    Set<String> circles() {
        Set<String> circles = new TreeSet<>();
        for (String file : includes.keySet()) {
            if (reaches(file)) {
                circles.add(file);
            }
        }
        return circles;
    }

    private boolean reaches(String start) {
        Deque<Node> waiting = new ArrayDeque<>(List.of(new Node(start, "")));
        Set<Node> seen = new HashSet<>();
        while (!waiting.isEmpty()) {
            Node node = waiting.pop();
            for (Include include : includes.getOrDefault(node.file(), List.of())) {
                boolean counts = node.type().isEmpty()
                        || include.type().isEmpty()
                        || node.type().equals(include.type());
                Node next = new Node(include.target(), include.type().isEmpty() ? node.type() : include.type());
                if (counts && next.file().equals(start)) {
                    return true;
                }
                if (counts && seen.add(next)) {
                    waiting.push(next);
                }
            }
        }
        return false;
    }
}
