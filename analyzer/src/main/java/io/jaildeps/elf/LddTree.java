package io.jaildeps.elf;

import io.jaildeps.path.JailPath;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A closure as people read it: the tree of who needs what, or a flat list. */
public final class LddTree {

    /**
     * One line of the tree.
     *
     * @param depth 0 for what the program itself needs
     * @param last true if no line of the same depth follows below the same parent
     * @param repeated true if what this library needs stands further up already
     */
    public record Row(int depth, boolean last, Need need, boolean repeated) {}

    private LddTree() {}

    /**
     * The tree's lines from top to bottom, each library's needs once, at the first place where it appears.
     */
    public static List<Row> rows(Closure closure) {
        List<Row> rows = new ArrayList<>();
        Set<JailPath> shown = new HashSet<>();
        Deque<Row> waiting = new ArrayDeque<>();
        Map<JailPath, List<Need>> needs = new HashMap<>();
        for (Need need : closure.needs()) {
            needs.computeIfAbsent(need.by(), by -> new ArrayList<>(4)).add(need);
        }
        List<Need> first = new ArrayList<>(needs.getOrDefault(closure.program().path(), List.of()));
        first.addAll(needs.getOrDefault(Loading.PRELOAD_FILE, List.of()));
        push(first, 0, waiting);
        while (!waiting.isEmpty()) {
            Row next = waiting.pop();
            if (!(next.need().resolution() instanceof Resolution.Found found)) {
                rows.add(next);
                continue;
            }
            List<Need> below = needs.getOrDefault(found.path(), List.of());
            boolean isNew = shown.add(found.path());
            rows.add(new Row(next.depth(), next.last(), next.need(), !isNew && !below.isEmpty()));
            if (isNew) {
                push(below, next.depth() + 1, waiting);
            }
        }
        return rows;
    }

    private static void push(List<Need> needs, int depth, Deque<Row> waiting) {
        for (int i = needs.size() - 1; i >= 0; i--) {
            waiting.push(new Row(depth, i == needs.size() - 1, needs.get(i), false));
        }
    }

    /**
     * Prints the tree.
     *
     * <pre>
     * /usr/bin/ls
     * ├── /lib64/ld-linux-x86-64.so.2 [interpreter]
     * ├── libselinux.so.1 => /lib/x86_64-linux-gnu/libselinux.so.1 [ld.so.cache]
     * │   └── libpcre2-8.so.0 => not found
     * </pre>
     */
    public static void print(Closure closure, Appendable out) throws IOException {
        Map<JailPath, FoundBy> how = how(closure);
        out.append(closure.program().path().toString()).append('\n');
        List<Boolean> lastAt = new ArrayList<>();
        for (Row row : rows(closure)) {
            while (lastAt.size() > row.depth()) {
                lastAt.remove(lastAt.size() - 1);
            }
            for (boolean last : lastAt) {
                out.append(last ? "    " : "│   ");
            }
            lastAt.add(row.last());
            out.append(row.last() ? "└── " : "├── ").append(text(how, row.need()));
            out.append(row.repeated() ? " …\n" : "\n");
        }
    }

    /** Prints each library once in the order of loading, then what is missing, one a line. */
    public static void printFlat(Closure closure, Appendable out) throws IOException {
        if (closure.interpreter().isPresent()) {
            out.append(line(closure.interpreter().get())).append('\n');
        }
        for (Library library : closure.libraries()) {
            out.append(line(library)).append('\n');
        }
        for (Need need : closure.missing()) {
            out.append(text(Map.of(), need))
                    .append(" (needed by ")
                    .append(need.by().toString())
                    .append(")\n");
        }
    }

    private static Map<JailPath, FoundBy> how(Closure closure) {
        Map<JailPath, FoundBy> how = new HashMap<>();
        closure.libraries().forEach(library -> how.putIfAbsent(library.path(), library.foundBy()));
        return how;
    }

    private static String text(Map<JailPath, FoundBy> how, Need need) {
        if (need.resolution() instanceof Resolution.NotFound not) {
            return need.name() + " => not found" + (not.stoppedBy().isEmpty() ? "" : " (" + not.stoppedBy() + ")");
        }
        Resolution.Found found = (Resolution.Found) need.resolution();
        FoundBy by =
                found.by() instanceof FoundBy.AlreadyLoaded ? how.getOrDefault(found.path(), found.by()) : found.by();
        return line(need.name(), found.path(), by);
    }

    private static String line(Library library) {
        return line(library.name(), library.path(), library.foundBy());
    }

    private static String line(Soname name, JailPath path, FoundBy how) {
        String arrow = name.bytes().equals(path.bytes()) ? "" : name + " => ";
        return arrow + path + " [" + how.describe() + "]";
    }
}
