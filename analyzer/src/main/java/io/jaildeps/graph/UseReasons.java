package io.jaildeps.graph;

import io.jaildeps.access.AccessKind;
import io.jaildeps.access.PathUse;
import io.jaildeps.path.JailPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Says why a path is needed by what was done with it: a reason for each way in which each program used it. */
final class UseReasons {
    private UseReasons() {}

    /** Opened by, listed by, executed by; that it was looked at too is only said if nothing else was done. */
    static List<Reason> of(PathUse use) {
        List<Reason> reasons = new ArrayList<>();
        for (AccessKind kind : use.done().keySet()) {
            if (kind != AccessKind.LOOK || use.done().size() == 1) {
                add(reasons, use, kind, kind.participle());
            }
        }
        return reasons;
    }

    /** Of the directory that the path is in. */
    static List<Reason> written(PathUse use) {
        List<Reason> reasons = new ArrayList<>();
        if (use.done().isEmpty() && use.foundMade().isPresent()) {
            String maker = use.foundMade().get().actor().program();
            return List.of(new Reason("written to by", program(maker), ""));
        }
        use.done().keySet().forEach(kind -> add(reasons, use, kind, "written to"));
        return reasons;
    }

    private static void add(List<Reason> reasons, PathUse use, AccessKind kind, String word) {
        for (String program : new TreeSet<>(use.programs(kind))) {
            if (!program.isEmpty()) { // else it was the harness that executed the target
                reasons.add(new Reason(word + " by", program(program), ""));
            }
        }
    }

    static Optional<JailPath> program(String executed) {
        return Optional.of(executed.startsWith("/") ? JailPath.ofBytes(executed) : JailPath.ROOT)
                .filter(path -> !path.isRoot());
    }
}
