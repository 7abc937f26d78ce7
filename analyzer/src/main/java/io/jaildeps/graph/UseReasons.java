package io.jaildeps.graph;

import io.jaildeps.access.AccessKind;
import io.jaildeps.access.FileAccess;
import io.jaildeps.access.PathUse;
import io.jaildeps.path.JailPath;
import io.jaildeps.tree.Location;
import io.jaildeps.tree.Sysroot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Says why a path is needed by what was done with it: a reason for each way in which each program used it. */
final class UseReasons {
    /** {@code go run} executes a program of another name each time. */
    private static final String PASSING = "a program that the target made and removed";

    private final Set<String> passing;

    private UseReasons(Set<String> passing) {
        this.passing = passing;
    }

    /** Knows which programs the run made itself and did not leave. */
    static UseReasons of(Collection<PathUse> uses, Sysroot tree) throws IOException {
        Set<String> passing = new HashSet<>();
        for (PathUse use : uses) {
            if (use.made()
                    && use.did(AccessKind.EXECUTE)
                    && tree.locate(use.asked().root(), use.asked().bytes(), true) instanceof Location.Absent) {
                passing.add(use.asked().inner().bytes());
            }
        }
        return new UseReasons(passing);
    }

    /**
     * Opened by, listed by, executed by; that it was looked at too is only said if nothing else was done, and that it was
     * asked for if nothing succeeded.
     */
    List<Reason> of(PathUse use) {
        List<Reason> reasons = new ArrayList<>();
        for (AccessKind kind : use.done().keySet()) {
            if (kind != AccessKind.LOOK || use.done().size() == 1) {
                add(reasons, use, kind, kind.participle());
            }
        }
        if (use.done().isEmpty()) {
            use.failed().values().stream()
                    .map(access -> reason("asked for", access.actor().program()))
                    .distinct()
                    .forEach(reasons::add);
        }
        return reasons;
    }

    /** Of the directory that the path is in. */
    List<Reason> written(PathUse use) {
        List<Reason> reasons = new ArrayList<>();
        if (use.done().isEmpty() && use.foundMade().isPresent()) {
            return List.of(reason("written to", use.foundMade().get().actor().program()));
        }
        use.done().keySet().forEach(kind -> add(reasons, use, kind, "written to"));
        return reasons;
    }

    private void add(List<Reason> reasons, PathUse use, AccessKind kind, String word) {
        for (String program : use.programs(kind)) {
            if (!program.isEmpty()) { // else it was the harness that executed the target
                reasons.add(reason(word, program));
            }
        }
    }

    private Reason reason(String word, String program) {
        return passing.contains(program)
                ? Reason.alone(word + " by " + PASSING)
                : new Reason(word + " by", program(program), "");
    }

    /** Of this one access, whichever program it was. @param detail what follows the program, may be empty */
    static Reason of(FileAccess access, String detail) {
        return new Reason(
                access.kind().participle() + " by", program(access.actor().program()), detail);
    }

    private static Optional<JailPath> program(String executed) {
        return Optional.of(executed.startsWith("/") ? JailPath.ofBytes(executed) : JailPath.ROOT)
                .filter(path -> !path.isRoot());
    }
}
