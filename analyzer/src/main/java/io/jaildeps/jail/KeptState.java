package io.jaildeps.jail;

import io.jaildeps.manifest.Entry;
import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a jail holds and neither its last build nor the new manifest owns: state that programs wrote there. It is carried
 * into the new tree under other names of the same inodes, so an open file stays the same file.
 */
final class KeptState {
    private final List<JailPath> roots = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final HostPath jail;
    private final JailPlan plan;
    private final Set<JailPath> lastOwned;

    private KeptState(HostPath jail, JailPlan plan, Set<JailPath> lastOwned) {
        this.jail = jail;
        this.plan = plan;
        this.lastOwned = lastOwned;
    }

    static KeptState of(HostPath jail, JailPlan plan, Set<JailPath> lastOwned) throws IOException {
        KeptState state = new KeptState(jail, plan, lastOwned);
        if (Destination.isDirectory(jail)) {
            state.walk(JailPath.ROOT);
        }
        return state;
    }

    /** What the last build made. */
    Set<JailPath> lastOwned() {
        return lastOwned;
    }

    /** The highest paths of state; all beneath them is state too. */
    List<JailPath> roots() {
        return List.copyOf(roots);
    }

    /** State for which the new manifest has no place. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    private void walk(JailPath directory) throws IOException {
        for (JailPath child : PlainCopier.children(directory, jail)) {
            if (!lastOwned.contains(child) && !plan.byPath().containsKey(child)) {
                roots.add(child);
                checkPlace(child);
            } else if (Destination.isDirectory(child.in(jail))) {
                walk(child);
            }
        }
    }

    private void checkPlace(JailPath state) {
        for (JailPath parent = state.parent(); !parent.isRoot(); parent = parent.parent()) {
            Entry entry = plan.byPath().get(parent);
            if (entry != null && !(entry instanceof Entry.Directory)) {
                problems.add("no place for " + state + ", which was written in the jail: " + parent
                        + " is not a directory in this manifest; move it away first");
            }
        }
    }
}
