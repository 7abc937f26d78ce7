package io.jaildeps.manifest;

import io.jaildeps.path.JailPath;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where paths lead in the jail that a manifest describes: through its links, whether or not anything is there. */
public final class LinkView {
    /** As many links as the kernel follows, see path_resolution(7). */
    private static final int MAX_LINKS = 40;

    private final Map<JailPath, String> targets = new HashMap<>();

    public LinkView(Manifest manifest) {
        for (Entry entry : manifest.entries()) {
            if (entry instanceof Entry.Symlink link) {
                targets.put(link.path(), link.target());
            }
        }
    }

    /**
     * Where a path leads.
     *
     * @param path without a link on its way, unless the links go in a circle
     * @param links that were followed, in their order
     */
    public record Led(JailPath path, List<JailPath> links) {
        public Led {
            links = List.copyOf(links);
        }
    }

    /** Follows every link of the way, and one in the last component if asked to. */
    public Led follow(JailPath path, boolean last) {
        return follow(JailPath.ROOT, path.bytes(), last);
    }

    /**
     * The same of a path as a program gives it, whose {@code ..} depend on the links before them.
     *
     * @param start the program's root directory
     */
    public Led follow(JailPath start, String bytes, boolean last) {
        Deque<String> rest = new ArrayDeque<>(steps(bytes));
        List<JailPath> links = new ArrayList<>();
        JailPath at = start;
        while (!rest.isEmpty()) {
            String name = rest.pop();
            if (name.equals("..")) {
                at = at.equals(start) ? at : at.parent();
                continue;
            }
            JailPath next = at.resolve(name);
            String target = targets.get(next);
            if (target == null || rest.isEmpty() && !last || links.size() == MAX_LINKS) {
                at = next;
                continue;
            }
            links.add(next);
            at = target.startsWith("/") ? start : at;
            List<String> steps = steps(target);
            for (int i = steps.size() - 1; i >= 0; i--) {
                rest.push(steps.get(i));
            }
        }
        return new Led(at, links);
    }

    private static List<String> steps(String target) {
        List<String> steps = new ArrayList<>();
        for (String step : target.split("/")) {
            if (!step.isEmpty() && !step.equals(".")) {
                steps.add(step);
            }
        }
        return steps;
    }
}
